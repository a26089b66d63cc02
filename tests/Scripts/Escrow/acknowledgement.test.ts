import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acknowledgementLength, verifyAcknowledgement } from '../../../src/Escrow/Depositing/acknowledgement.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { signingKeyFromSeed } from '../../../src/Sealing/signing.ts';
import type { Bytes } from '../../../src/Sealing/wire.ts';
import { acknowledgeAll } from './acknowledge-all.ts';

const trustee = 1;
const signing = await signingKeyFromSeed(randomBytes(32));
const verify = (hash: Bytes, ack: Bytes, by = trustee) => verifyAcknowledgement(signing.publicKey, by, hash, ack);
const hashes = (count: number): Bytes[] => Array.from({ length: count }, () => randomBytes(32));

test('of a batch of any size each acknowledgement verifies for its statement and its trustee alone', async () => {
  for (let count = 1; count <= 64; count++) {
    const batch = hashes(count);
    const { acks } = await acknowledgeAll(signing, trustee, batch);
    const place = count % 3 === 0 ? count - 1 : Math.floor(count / 2);
    assert.equal(acks[place]!.length, acknowledgementLength);
    assert.equal(await verify(batch[place]!, acks[place]!), true);
    assert.equal(await verify(count > 1 ? batch[(place + 1) % count]! : randomBytes(32), acks[place]!), false);
    assert.equal(await verify(batch[place]!, acks[place]!, 2), false);
  }
});

test('with any byte changed, or another length, it does not verify', async () => {
  const batch = hashes(41);
  const { acks } = await acknowledgeAll(signing, trustee, batch);
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.nat(acknowledgementLength - 1), fc.integer({ min: 1, max: 255 }), async (place, at, bits) => {
      const changed = acks[place]!.slice();
      changed[at]! ^= bits;
      assert.equal(await verify(batch[place]!, changed), false);
    }),
  );
  for (const length of [0, 1, 64, 256, 258]) {
    const other = new Uint8Array(length);
    other.set(acks[7]!.subarray(0, length));
    assert.equal(await verify(batch[7]!, other), false);
  }
});
