import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestCaseContent, openCaseContent, sealCaseContent } from '../../../src/Sealing/case-content.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

const bytes = (v: Vector, name: string): Bytes => fromBase64Url(v[name]);
const placeOf = (v: Vector) => ({
  deployment: bytes(v, 'deployment'),
  organisation: v['organisation'] as string,
  caseId: bytes(v, 'case'),
  content: bytes(v, 'content'),
});
const open = async (v: Vector) =>
  openCaseContent((await organisationKeyFromMaster(bytes(v, 'master'))).box, v['epoch'] as number, placeOf(v), bytes(v, 'sealed'));

const { good, bad } = vectors('case-content.json');
for (const v of good) test(`case content: ${v.name}`, async () => assert.deepEqual(await open(v), bytes(v, 'data')));
for (const v of bad) {
  test(`case content refused: ${v.name}`, () => assert.rejects(open(v), (e) => e instanceof SealingError && e.fault === v['fault']));
}

test('what is sealed here opens here, up to the longest', async () => {
  const key = await organisationKeyFromMaster(randomBytes(32));
  const place = { deployment: randomBytes(16), organisation: 'union', caseId: randomBytes(16), content: randomBytes(16) };
  for (const data of [utf8('año'), new Uint8Array(longestCaseContent)]) {
    assert.deepEqual(await openCaseContent(key.box, 2, place, await sealCaseContent(key.box.publicKey, 2, place, data)), data);
  }
  await assert.rejects(sealCaseContent(key.box.publicKey, 2, place, new Uint8Array(longestCaseContent + 1)), RangeError);
});
