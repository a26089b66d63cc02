import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { openEnvelope, sealEnvelope } from '../../../src/Sealing/envelope.ts';
import { contentContext, type EnvelopeContext, escrowContext, messageContext } from '../../../src/Sealing/envelope-keys.ts';
import { boxKeyFromPrivate, hpkeOpen } from '../../../src/Sealing/hpke.ts';
import { openMaster, organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { deriveReceipt, parseReceipt } from '../../../src/Sealing/receipt.ts';
import { readSheet, restoreMaster, whyNot } from '../../../src/Sealing/recovery-sheet.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { openSmallEnvelope, sealSmallEnvelope } from '../../../src/Sealing/small-envelope.ts';
import { type Bytes, fromBase64Url, MalformedError, toBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { proofOf, readChallenge, solveWork, workSeed } from '../../../src/Sealing/work.ts';
import { type Vector, vectors } from '../vectors.ts';

const bytes = (v: Vector, name: string): Bytes => fromBase64Url(v[name]);
const text = (v: Vector, name: string): string => v[name] as string;
const faultIs = (fault: unknown) => (e: unknown) => e instanceof SealingError && (fault === undefined || e.fault === fault);

const context = (v: Vector): EnvelopeContext => {
  const [deployment, handle] = [bytes(v, 'deployment'), bytes(v, 'handle')];
  if (v['purpose'] === 'message') return messageContext(deployment, handle, bytes(v, 'messageId'), v['direction'] as number);
  return (v['purpose'] === 'content' ? contentContext : escrowContext)(deployment, handle, v['version'] as number);
};
const seal = (v: Vector, data: Bytes) => (v['purpose'] === 'escrow' ? sealSmallEnvelope : sealEnvelope)(bytes(v, 'key'), context(v), data);
const open = (v: Vector) =>
  (v['purpose'] === 'escrow' ? openSmallEnvelope : openEnvelope)(bytes(v, 'key'), context(v), bytes(v, 'envelope'));

const envelopes = vectors('envelope.json');
for (const v of envelopes.good) {
  test(`envelope: ${v.name}`, async () => {
    if (v['dataIsLettersA'] !== undefined) {
      const sealed = await seal(v, utf8('a'.repeat(v['dataIsLettersA'] as number)));
      assert.equal(sealed.length, v['envelopeLength']);
      assert.equal(toBase64Url(await sha256(sealed)), v['envelopeSha256']);
      return;
    }
    assert.equal(toBase64Url(await seal(v, bytes(v, 'data'))), v['envelope']);
    assert.deepEqual(await open(v), bytes(v, 'data'));
  });
}
for (const v of envelopes.bad) test(`envelope refused: ${v.name}`, () => assert.rejects(open(v), faultIs(v['fault'])));

const hpke = vectors('hpke.json');
const openHpke = async (v: Vector) =>
  hpkeOpen(await boxKeyFromPrivate(bytes(v, 'recipientPrivateKey')), bytes(v, 'info'), bytes(v, 'aad'), bytes(v, 'sealed'));
const ourSuite = hpke.good.filter((v) => v['aead'] === 2);
test('there are messages of our suite, one of them published with the RFC', () => assert.ok(ourSuite.length >= 3));
for (const v of ourSuite) {
  test(`hpke: ${v.name}`, async () => {
    assert.equal(toBase64Url((await boxKeyFromPrivate(bytes(v, 'recipientPrivateKey'))).publicKey), v['recipientPublicKey']);
    assert.deepEqual(await openHpke(v), bytes(v, 'plaintext'));
  });
}
for (const v of hpke.bad) test(`hpke refused: ${v.name}`, () => assert.rejects(openHpke(v), SealingError));

const receipts = vectors('receipt.json');
for (const v of receipts.good) {
  test(`receipt: ${v.name}`, async () => {
    assert.equal(parseReceipt(text(v, 'typed')), v['digits']);
    if (v['deployment'] === undefined) return;
    const keys = await deriveReceipt(text(v, 'digits'), bytes(v, 'deployment'));
    assert.equal(toBase64Url(keys.lookup), v['lookup']);
    assert.equal(toBase64Url(keys.signing.publicKey), v['family']);
    assert.equal(toBase64Url(keys.box.publicKey), v['boxPublicKey']);
  });
}
for (const v of receipts.bad) test(`receipt refused: ${v.name}`, () => assert.equal(parseReceipt(text(v, 'typed')), null));

const work = vectors('work.json');
for (const v of work.good) {
  test(`work: ${v.name}`, async () => {
    const challenge = readChallenge(v['challenge']);
    assert.equal(challenge.bits, v['bits']);
    const bodyHash = await sha256(utf8(text(v, 'body')));
    const counter = solveWork(await workSeed(challenge, bodyHash), challenge.bits);
    assert.equal(counter, v['counter']);
    assert.equal(proofOf(challenge, bodyHash, counter), v['proof']);
  });
}
for (const v of work.bad) test(`work refused: ${v.name}`, () => assert.throws(() => readChallenge(v['challenge']), MalformedError));

const organisationKeys = vectors('organisation-key.json');
const unwrap = async (v: Vector) => {
  const holder = {
    deployment: bytes(v, 'deployment'),
    organisation: text(v, 'organisation'),
    epoch: v['epoch'] as number,
    member: text(v, 'member'),
  };
  return organisationKeyFromMaster(await openMaster(bytes(v, 'wrapped'), text(v, 'passphrase'), holder, bytes(v, 'recipientKey')));
};
for (const v of organisationKeys.good) {
  test(`organisation key: ${v.name}`, async () => {
    const opened = await unwrap(v);
    assert.equal(toBase64Url(opened.signing.publicKey), v['signingKey']);
    assert.equal(toBase64Url(opened.sheets), v['sheets']);
    assert.deepEqual(opened.box.publicKey, (await organisationKeyFromMaster(bytes(v, 'master'))).box.publicKey);
  });
}
for (const v of organisationKeys.bad) test(`organisation key refused: ${v.name}`, () => assert.rejects(unwrap(v), faultIs(v['fault'])));

const recoverySheets = vectors('recovery-sheet.json');
const restore = async (v: Vector) => {
  const [first, second] = [await readSheet(text(v, 'first')), await readSheet(text(v, 'second'))];
  const key = {
    deployment: bytes(v, 'deployment'),
    organisation: text(v, 'organisation'),
    epoch: v['epoch'] as number,
    recipientKey: bytes(v, 'recipientKey'),
  };
  return restoreMaster(first, second, key);
};
for (const v of recoverySheets.good) test(`recovery sheet: ${v.name}`, async () => assert.deepEqual(await restore(v), bytes(v, 'master')));
for (const v of recoverySheets.bad) {
  test(`recovery sheet refused: ${v.name}`, async () => {
    if (v['fault'] !== 'pair') return assert.rejects(restore(v), faultIs(v['fault']));
    assert.notEqual(whyNot(await readSheet(text(v, 'first')), await readSheet(text(v, 'second'))), null);
    await assert.rejects(restore(v), RangeError);
  });
}
