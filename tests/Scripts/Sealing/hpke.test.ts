import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type BoxKey, boxKeyFromPrivate, hpkeOpen, hpkeOverhead, hpkeSeal } from '../../../src/Sealing/hpke.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { signingKeyFromSeed, verifySignature } from '../../../src/Sealing/signing.ts';
import { type Bytes, utf8 } from '../../../src/Sealing/wire.ts';

const [info, aad, text] = ['info', 'aad', 'text'].map(utf8) as [Bytes, Bytes, Bytes];
let key: BoxKey;
before(async () => {
  key = await boxKeyFromPrivate(randomBytes(32));
});

test('what is sealed to a key opens with it, and is another message each time', async () => {
  const one = await hpkeSeal(key.publicKey, info, aad, text);
  const two = await hpkeSeal(key.publicKey, info, aad, text);
  assert.notDeepEqual(one, two);
  assert.equal(one.length, text.length + hpkeOverhead);
  assert.deepEqual(await hpkeOpen(key, info, aad, one), text);
});

test('another key, label or context does not open it', async () => {
  const sealed = await hpkeSeal(key.publicKey, info, aad, text);
  const altered = (e: unknown) => e instanceof SealingError && e.fault === 'altered';
  await assert.rejects(hpkeOpen(await boxKeyFromPrivate(randomBytes(32)), info, aad, sealed), altered);
  await assert.rejects(hpkeOpen(key, aad, aad, sealed), altered);
  await assert.rejects(hpkeOpen(key, info, info, sealed), altered);
  await assert.rejects(hpkeOpen(key, info, aad, sealed.slice(0, 40)), SealingError);
});

test('a signature is of one message by one key', async () => {
  const signer = await signingKeyFromSeed(randomBytes(32));
  const signature = await signer.sign(text);
  assert.equal(await verifySignature(signer.publicKey, text, signature), true);
  assert.deepEqual(await signer.sign(text), signature);
  assert.equal(await verifySignature(signer.publicKey, info, signature), false);
  assert.equal(await verifySignature((await signingKeyFromSeed(randomBytes(32))).publicKey, text, signature), false);
  assert.equal(await verifySignature(signer.publicKey, text, signature.slice(1)), false);
  assert.equal(await verifySignature(new Uint8Array(32).fill(255), text, signature), false);
});
