import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { attachmentOf } from '../../../src/App/Features/Attachments/attachments-of.ts';
import { openFile } from '../../../src/App/Features/Attachments/opening.ts';
import { isTheSame, newFile, type Uploading, upload } from '../../../src/App/Features/Attachments/uploading.ts';
import { chunkLength, sealedChunkLength } from '../../../src/Sealing/attachment.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import type { Bytes } from '../../../src/Sealing/wire.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const deployment = new Uint8Array(16);

/** A site that keeps chunks, and fails when it is told to. */
class StandInSite {
  readonly chunks = new Map<number, Bytes>();
  begun = false;
  /** What the next puts meet instead of an answer. */
  readonly failures: ('offline' | 503 | 404)[] = [];
  onPut: () => void = () => {};

  start() {
    globalThis.fetch = (async (address: string, init: RequestInit) => this.answer(address, init)) as typeof fetch;
  }

  private answer(address: string, init: RequestInit): Response {
    if (init.method === 'POST') {
      this.begun = true;
      return new Response('{}');
    }
    if (init.method === 'GET') return new Response(JSON.stringify({ have: [...this.chunks.keys()].sort((a, b) => a - b) }));
    const failure = this.failures.shift();
    if (failure === 'offline') throw new TypeError('offline');
    if (failure !== undefined) return new Response('{}', { status: failure });
    const chunk = (init.body as Bytes).slice();
    assert.equal(chunk.length, sealedChunkLength);
    this.chunks.set(Number(address.split('/').at(-1)), chunk);
    this.onPut();
    return new Response('{}');
  }
}

const uploading = (changed: Uploading['changed'] = () => {}, signal = new AbortController().signal): Uploading => ({
  deployment,
  changed,
  signal,
  wait: async () => {},
});

const text = (length: number): Bytes => Uint8Array.from({ length }, (_, i) => (i * 7) & 255);

test('a file arrives sealed, and opens again with what the document says of it', async () => {
  const site = new StandInSite();
  site.start();
  const whole = new Blob([text(2 * chunkLength + 10)], { type: 'image/jpeg' });
  const kept = newFile(whole, 'photo.jpg', ['location']);
  assert.equal(await upload(whole, kept, uploading()), 'done');

  const document = attachmentOf(kept);
  const opened = await openFile(document, deployment, async (_, index) => site.chunks.get(index) ?? null);
  assert.deepEqual(new Uint8Array(await opened!.arrayBuffer()), text(2 * chunkLength + 10));
  assert.equal(opened!.type, 'image/jpeg');
});

test('a file of 50 MB is never in memory by more than one chunk that is not sent yet', async () => {
  const site = new StandInSite();
  site.start();
  let [read, sent, most] = [0, 0, 0];
  site.onPut = () => {
    sent++;
    site.chunks.clear();
  };
  const size = 50_000_000;
  const file = {
    size,
    type: 'video/mp4',
    slice: (from: number, to: number) => ({
      arrayBuffer: async () => {
        read++;
        most = Math.max(most, read - 1 - sent);
        assert.ok(to - from <= chunkLength);
        return new ArrayBuffer(Math.max(0, Math.min(to, size) - from));
      },
    }),
  } as unknown as Blob;
  const kept = newFile(file, 'film.mp4', []);
  assert.equal(await upload(file, kept, uploading()), 'done');
  assert.equal(sent, 192);
  // The first chunk is looked at once before, to know the file again.
  assert.equal(most, 1);
});

test('a line that is gone for a moment is waited for, and one that stays away stops; the same call goes on', async () => {
  const site = new StandInSite();
  site.start();
  const whole = new Blob([text(3 * chunkLength)]);
  const kept = newFile(whole, 'a', null);
  site.failures.push('offline', 503);
  const steps: number[] = [];
  assert.equal(
    await upload(
      whole,
      kept,
      uploading((arrived) => steps.push(arrived)),
    ),
    'done',
  );
  assert.ok(steps.includes(3));

  const other = newFile(whole, 'b', null);
  site.chunks.clear();
  site.failures.push(...Array<'offline'>(6).fill('offline'));
  assert.equal(await upload(whole, other, uploading()), 'stopped');
  assert.equal(await upload(whole, other, uploading()), 'done');
});

test('after a break only what has not arrived is sent', async () => {
  const site = new StandInSite();
  site.start();
  const whole = new Blob([text(3 * chunkLength)]);
  const kept = newFile(whole, 'a', null);
  site.onPut = () => site.failures.push(...Array<'offline'>(6).fill('offline'));
  assert.equal(await upload(whole, kept, uploading()), 'stopped');
  const first = site.chunks.get(0);

  // As the draft of the tab gives it back.
  const again = JSON.parse(JSON.stringify(kept)) as typeof kept;
  site.failures.length = 0;
  site.onPut = () => {};
  assert.ok(await isTheSame(again, whole));
  assert.equal(await isTheSame(again, new Blob([text(3 * chunkLength).fill(9)])), false);
  assert.equal(await upload(whole, again, uploading()), 'done');
  assert.equal(site.chunks.get(0), first);
  assert.ok(await openFile(attachmentOf(again), deployment, async (_, index) => site.chunks.get(index) ?? null));
});

test('what the site has forgotten is gone, and has to begin anew', async () => {
  const site = new StandInSite();
  site.start();
  const whole = new Blob([text(10)]);
  site.failures.push(404);
  assert.equal(await upload(whole, newFile(whole, 'a', null), uploading()), 'gone');
});

test('a file that was changed, shortened or mixed up at the site is not given', async () => {
  const site = new StandInSite();
  site.start();
  const whole = new Blob([text(2 * chunkLength)], { type: 'application/pdf' });
  const kept = newFile(whole, 'a.pdf', []);
  await upload(whole, kept, uploading());
  const document = attachmentOf(kept);
  const open = (chunkOf: (index: number) => Bytes | null) => openFile(document, deployment, async (_, index) => chunkOf(index));

  assert.equal(await open((index) => (index === 0 ? site.chunks.get(0)! : null)), null);
  await assert.rejects(
    open((index) => site.chunks.get(1 - index)!),
    SealingError,
  );
  const digest = document.digest.slice();
  digest[0]! ^= 1;
  await assert.rejects(
    openFile({ ...document, digest }, deployment, async (_, index) => site.chunks.get(index)!),
    SealingError,
  );
  // A type that a browser might run is never given to it.
  assert.equal((await open((index) => site.chunks.get(index)!))!.type, 'application/octet-stream');
});
