import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestData, openEnvelope, sealEnvelope } from '../../../src/Sealing/envelope.ts';
import { contentContext, escrowContext, messageContext } from '../../../src/Sealing/envelope-keys.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { openSmallEnvelope, sealSmallEnvelope } from '../../../src/Sealing/small-envelope.ts';
import type { Bytes } from '../../../src/Sealing/wire.ts';

const key = randomBytes(32);
const deployment = randomBytes(16);
const handle = randomBytes(16);
const context = contentContext(deployment, handle, 1);
const refused = (fault: string) => (e: unknown) => e instanceof SealingError && e.fault === fault;
const data = (length: number): Bytes => new Uint8Array(length).map((_, i) => i * 31);

test('what is sealed opens to the same bytes, at every edge of a size class and of a chunk', async () => {
  for (const length of [0, 1, 4092, 4093, 16_380, 16_381, 65_532, 65_533, 262_140, 262_141]) {
    assert.deepEqual(await openEnvelope(key, context, await sealEnvelope(key, context, data(length))), data(length));
  }
});

test('the length tells one of eight classes only', async () => {
  const lengths = await Promise.all([0, 100, 4092, 4093, 16_380].map(async (n) => (await sealEnvelope(key, context, data(n))).length));
  assert.deepEqual(lengths, [4147, 4147, 4147, 16_435, 16_435]);
});

test('more than the largest class is refused before sealing', async () => {
  await assert.rejects(sealEnvelope(key, context, new Uint8Array(longestData + 1)), RangeError);
});

test('no changed byte goes unnoticed', async () => {
  const envelope = await sealEnvelope(key, context, data(3000));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: envelope.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = envelope.slice();
      changed[at]! ^= flip;
      await assert.rejects(openEnvelope(key, context, changed), SealingError);
    }),
    { numRuns: 200 },
  );
});

test('another key, version, handle or purpose is refused as wrong-key, before anything is decrypted', async () => {
  const envelope = await sealEnvelope(key, context, data(10));
  await assert.rejects(openEnvelope(randomBytes(32), context, envelope), refused('wrong-key'));
  await assert.rejects(openEnvelope(key, contentContext(deployment, handle, 2), envelope), refused('wrong-key'));
  await assert.rejects(openEnvelope(key, contentContext(handle, deployment, 1), envelope), refused('wrong-key'));
  await assert.rejects(openEnvelope(key, escrowContext(deployment, handle, 1), envelope), refused('wrong-key'));
  await assert.rejects(openEnvelope(key, messageContext(deployment, handle, randomBytes(16), 0), envelope), refused('wrong-key'));
});

test('an envelope cut or lengthened by a chunk, or with two chunks swapped, is refused', async () => {
  const envelope = await sealEnvelope(key, context, data(200_000));
  const chunk = 65_552;
  await assert.rejects(openEnvelope(key, context, envelope.slice(0, envelope.length - chunk)), refused('malformed'));
  const swapped = envelope.slice();
  swapped.set(envelope.slice(35, 35 + chunk), 35 + chunk);
  swapped.set(envelope.slice(35 + chunk, 35 + 2 * chunk), 35);
  await assert.rejects(openEnvelope(key, context, swapped), refused('altered'));
});

test('a small envelope holds 80 bytes in 131 and opens to them', async () => {
  const escrow = escrowContext(deployment, handle, 1);
  const small = await sealSmallEnvelope(key, escrow, data(80));
  assert.equal(small.length, 131);
  assert.deepEqual(await openSmallEnvelope(key, escrow, small), data(80));
  await assert.rejects(openSmallEnvelope(key, escrow, small.slice(1)), SealingError);
  await assert.rejects(openSmallEnvelope(randomBytes(32), escrow, small), refused('wrong-key'));
});

test('one kind of envelope does not open as the other', async () => {
  await assert.rejects(openEnvelope(key, context, await sealSmallEnvelope(key, context, data(80))), refused('malformed'));
  await assert.rejects(openSmallEnvelope(key, context, await sealEnvelope(key, context, data(80))), refused('malformed'));
});
