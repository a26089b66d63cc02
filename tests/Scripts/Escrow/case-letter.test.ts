import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentPlace, isSigned, type LetterAnswer, readLetter, sealLetter } from '../../../src/Escrow/Letters/case-letter.ts';
import { type Access, checkAccesses, type LetterPlace, signAccess } from '../../../src/Escrow/Letters/letters-access.ts';
import { openCaseContent } from '../../../src/Sealing/case-content.ts';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { openLetterCopy } from '../../../src/Sealing/letter-copy.ts';
import { deriveLettersCode, lettersCodeFromSeed } from '../../../src/Sealing/letters-code.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { type Bytes, fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

const team = await organisationKeyFromMaster(randomBytes(32));
const place: LetterPlace = { deployment: randomBytes(16), organisation: 'union', caseId: randomBytes(16), of: 'respondent-1' };

async function given(party: string) {
  const code = await lettersCodeFromSeed(randomBytes(32));
  return { code, answer: await signAccess(place, party, code, team.signing) };
}

test('a letter reads the same for the team and for each code, as its writer signed it', async () => {
  const own = await given('respondent-1');
  const adviser = await given('adviser-1');
  const readers = await checkAccesses(place, [own.answer, adviser.answer], [team.signing.publicKey]);
  assert.equal(readers.length, 2);
  const writing = { by: 'respondent-1', direction: 0, kind: 'answer', text: 'Yo no estuve allí.', signing: own.code.signing } as const;
  const body = await sealLetter(place, writing, { recipientKey: team.box.publicKey, epoch: 1 }, readers);
  const at = contentPlace(place, fromHex(body.id));
  const sealed = fromBase64Url(body.sealed);
  const answer: LetterAnswer = { ...body, by: 'respondent-1', direction: 0, hour: '2026-11-23T21Z' };
  const read = async (data: Bytes, change: Partial<LetterAnswer> = {}, of = place) =>
    readLetter(of, { ...answer, ...change }, data, await sha256(sealed), [own.code.signing.publicKey]);
  const opened = await openCaseContent(team.box, 1, at, sealed);
  assert.equal(await read(opened), writing.text);
  for (const [i, { code }] of [own, adviser].entries()) {
    assert.deepEqual(await openLetterCopy(code.box, at, fromBase64Url(body.copies[i]!.sealed)), opened);
  }
  assert.equal(await read(utf8(new TextDecoder().decode(opened).replace('no estuve', 'estuve'))), null);
  for (const change of [{ by: 'adviser-1' }, { direction: 1 }, { kind: 4 }, { id: '0'.repeat(32) }]) {
    assert.equal(await read(opened, change), null, JSON.stringify(change));
  }
  assert.equal(await read(opened, {}, { ...place, of: 'respondent-2' }), null);
  // Whether it opens or not, what was sealed is known as its writer's, and other bytes are not.
  const signed = async (bytes: Bytes) => isSigned(place, answer, await sha256(bytes), [own.code.signing.publicKey]);
  assert.deepEqual([await signed(sealed), await signed(sealed.slice(1))], [true, false]);
});

test('an access that the organisation did not sign, or signed for somebody else, is no reader', async () => {
  const { answer } = await given('respondent-1');
  const other = await given('respondent-1');
  const check = async (change: object): Promise<Access[]> => checkAccesses(place, [{ ...answer, ...change }], [team.signing.publicKey]);
  assert.equal((await check({})).length, 1);
  for (const change of [
    { party: 'adviser-1' },
    { box: other.answer.box },
    { respondent: 'respondent-2' },
    { signature: 'AA' },
    { proof: other.answer.proof },
  ]) {
    assert.deepEqual(await check(change), [], JSON.stringify(change));
  }
});

test('the same digits give other keys as a code than as a receipt', async () => {
  const seed = randomBytes(32);
  const [code, receipt] = [await lettersCodeFromSeed(seed), await receiptKeysFromSeed(seed)];
  assert.notDeepEqual(code.lookup, receipt.lookup);
  assert.notDeepEqual(code.signing.publicKey, receipt.signing.publicKey);
  assert.notDeepEqual(code.box.publicKey, receipt.box.publicKey);
});

const bytes = (v: Vector, name: string): Bytes => fromBase64Url(v[name]);
const codeOf = (v: Vector) => deriveLettersCode(v['digits'] as string, bytes(v, 'codeDeployment'));
const placeOf = (v: Vector): LetterPlace => ({
  deployment: bytes(v, 'deployment'),
  organisation: v['organisation'] as string,
  caseId: bytes(v, 'case'),
  of: v['of'] as string,
});

async function readVector(v: Vector): Promise<string | null> {
  const data = await openLetterCopy((await codeOf(v)).box, contentPlace(placeOf(v), bytes(v, 'id')), bytes(v, 'copy')).catch(() => null);
  const letter = { ...v, id: toHex(bytes(v, 'id')), hour: '2026-11-23T21Z' } as unknown as LetterAnswer;
  return data && readLetter(placeOf(v), letter, data, bytes(v, 'sealedHash'), [bytes(v, 'signingKey')]);
}

const { good, bad } = vectors('case-letter.json');
for (const v of good) {
  test(`case letter: ${v.name}`, async () => {
    const code = await codeOf(v);
    assert.deepEqual(code.lookup, bytes(v, 'lookup'));
    const access = {
      respondent: 'respondent-1',
      party: 'respondent-1',
      lookupHash: toBase64Url(await sha256(code.lookup)),
      signing: toBase64Url(code.signing.publicKey),
      box: toBase64Url(code.box.publicKey),
      signature: v['accessSignature'] as string,
      proof: v['accessProof'] as string,
      ended: false,
    };
    assert.equal((await checkAccesses(placeOf(v), [access], [bytes(v, 'organisationKey')])).length, 1);
    assert.equal(await readVector(v), v['text']);
  });
}
for (const v of bad) test(`case letter refused: ${v.name}`, async () => assert.equal(await readVector(v), null));
