import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean } from '../../../src/App/Features/Attachments/cleaning/clean.ts';
import type { Bytes } from '../../../src/Sealing/wire.ts';
import { mutated, toHex } from '../Fuzzing/mutator.ts';
import { all, jpeg, packedPdf, secret, wav, webp } from './files-with-secrets.ts';

const latin1 = async (file: Blob): Promise<string> => Buffer.from(await file.arrayBuffer()).toString('latin1');
const bytesOf = async (file: Blob): Promise<Bytes> => new Uint8Array(await file.arrayBuffer());

const expected: Record<keyof typeof all, readonly string[]> = {
  jpeg: ['location', 'device', 'time', 'text', 'preview'],
  png: ['location', 'device', 'time', 'text', 'preview'],
  webp: ['location', 'device', 'time', 'text', 'preview'],
  wav: ['text'],
  mp3: ['text'],
  pdf: ['device', 'time', 'author', 'text'],
  heic: ['location', 'device', 'time', 'preview'],
  m4a: ['location', 'device', 'time'],
};

for (const [kind, make] of Object.entries(all)) {
  test(`${kind}: nothing that tells something is left, and what was there is named`, async () => {
    const cleaned = await clean(new Blob([make()]));
    assert.ok(cleaned);
    assert.ok(!(await latin1(cleaned.file)).includes(secret));
    assert.deepEqual(cleaned.removed, expected[kind as keyof typeof all]);
  });

  test(`${kind}: a file that was cleaned has nothing left to clean`, async () => {
    const once = await clean(new Blob([make()]));
    const twice = await clean(once!.file);
    assert.ok(twice);
    // Which way up a JPEG is stays, and is found again.
    assert.deepEqual(
      twice.removed.filter((each) => kind !== 'jpeg' || each !== 'device'),
      [],
    );
    assert.deepEqual(await bytesOf(twice.file), await bytesOf(once!.file));
  });

  test(`${kind}: odd bytes never make it throw`, async () => {
    const one = process.env['CHORUS_FUZZ_SEED'];
    const seeds = one === undefined ? Array.from({ length: 400 }, (_, i) => i + 1) : [Number(one)];
    for (const seed of seeds) {
      const odd = mutated(seed, [make()], false);
      try {
        const cleaned = await clean(new Blob([odd]));
        assert.ok(cleaned === null || cleaned.file.size <= odd.length + 64);
      } catch (e) {
        assert.fail(`CHORUS_FUZZ_SEED=${seed}: ${String(e)}\n${toHex(odd)}`);
      }
    }
  });
}

test('a JPEG keeps its tables, its scans and which way up it is', async () => {
  const { file } = (await clean(new Blob([jpeg()])))!;
  const text = await latin1(file);
  assert.ok(text.includes('JFIF'));
  assert.ok(text.includes('\x12\xff\0\x34\xff\xd3\x56\xff\xd9'), 'the coded data and the end');
  assert.equal(text.split('Exif').length, 2);
  assert.equal(text.charCodeAt(text.indexOf('Exif') + 6 + 19), 3);
});

test('RIFF files say their new size, and WebP no longer that there are Exif and XMP', async () => {
  for (const make of [webp, wav]) {
    const bytes = await bytesOf((await clean(new Blob([make()])))!.file);
    assert.equal(new DataView(bytes.buffer).getUint32(4, true), bytes.length - 8);
  }
  assert.equal((await bytesOf((await clean(new Blob([webp()])))!.file))[20], 0);
});

test('what is overwritten in place moves nothing', async () => {
  for (const make of [all.pdf, all.heic, all.m4a]) assert.equal((await clean(new Blob([make()])))!.file.size, make().length);
});

test('a PDF whose information is packed, and files of unknown kinds, are not said to be clean', async () => {
  assert.equal(await clean(new Blob([packedPdf()])), null);
  assert.equal(await clean(new Blob(['some words'])), null);
  assert.equal(await clean(new Blob([])), null);
});

test('a PDF of many megabytes is cleaned at its end too', async () => {
  const whole = new Blob([all.pdf().slice(0, 9), ' '.repeat(3_000_000), all.pdf().slice(9)]);
  const cleaned = await clean(whole);
  assert.ok(cleaned && !(await latin1(cleaned.file)).includes(secret));
});
