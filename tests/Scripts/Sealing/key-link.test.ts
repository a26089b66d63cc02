import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyNumbers, openKeyLink, sealKeyLink } from '../../../src/Sealing/key-link.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

const { good, bad } = vectors('key-link.json');
const placeOf = (v: Vector) => ({
  deployment: fromBase64Url(v['deployment']),
  organisation: v['organisation'] as string,
  epoch: v['epoch'] as number,
  before: v['before'] as number,
});
const open = (v: Vector) =>
  openKeyLink(fromBase64Url(v['newer']), placeOf(v), fromBase64Url(v['recipientBefore']), fromBase64Url(v['link']));

for (const v of good) {
  test(`key link: ${v.name}`, async () => {
    assert.equal(toBase64Url(await open(v)), v['master']);
    const keys = { recipientKey: fromBase64Url(v['recipientKey']), signingKey: fromBase64Url(v['signingKey']) };
    assert.equal(await keyNumbers(placeOf(v), keys), v['numbers']);
  });
}
for (const v of bad) {
  test(`key link refused: ${v.name}`, () => assert.rejects(open(v), (e: unknown) => e instanceof SealingError && e.fault === v['fault']));
}

test('what a browser links opens again with the newer master alone', async () => {
  const [newer, before] = [randomBytes(32), randomBytes(32)];
  const place = { deployment: randomBytes(16), organisation: 'union', epoch: 2, before: 1 };
  const link = await sealKeyLink(newer, before, place);
  const recipientBefore = (await organisationKeyFromMaster(before)).box.publicKey;
  assert.deepEqual(await openKeyLink(newer, place, recipientBefore, link), before);
  await assert.rejects(openKeyLink(before, place, recipientBefore, link), SealingError);
});
