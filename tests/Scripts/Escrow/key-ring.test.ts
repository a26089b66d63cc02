import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest, ManifestKey } from '../../../src/Escrow/Manifests/manifest.ts';
import { unlockKeyRing } from '../../../src/Escrow/Releasing/unlock.ts';
import { sealKeyLink } from '../../../src/Sealing/key-link.ts';
import { organisationKeyFromMaster, wrapMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { type Bytes, toBase64Url } from '../../../src/Sealing/wire.ts';

const deployment = randomBytes(16);
const organisation = 'union';
const passphrase = 'seven quiet rivers';
// Epochs of a manifest may leave numbers out.
const epochs = [1, 2, 5];
const masters = epochs.map(() => randomBytes(32));
const keyOf = async (master: Bytes, at: number): Promise<ManifestKey> => {
  const { box, signing } = await organisationKeyFromMaster(master);
  return { epoch: epochs[at]!, recipientKey: box.publicKey, signingKey: signing.publicKey };
};
const keys = await Promise.all(masters.map(keyOf));
const manifest = {
  deployment,
  organisations: [{ id: organisation, name: 'Union', kind: 'support', network: null, keys }],
} as unknown as Manifest;
const linkOf = async (at: number) => {
  const place = { deployment, organisation, epoch: epochs[at]!, before: epochs[at - 1]! };
  return { epoch: epochs[at]!, link: toBase64Url(await sealKeyLink(masters[at]!, masters[at - 1]!, place)) };
};
const links = await Promise.all([1, 2].map(linkOf));
const answerOf = async (at: number) => {
  const holder = { deployment, organisation, epoch: epochs[at]!, member: 'ana' };
  return {
    organisation,
    epoch: epochs[at]!,
    member: 'ana',
    wrapped: toBase64Url(await wrapMaster(masters[at]!, passphrase, holder)),
    links,
  };
};

test('the newest key opens those of all epochs, newest first', async () => {
  const ring = await unlockKeyRing(await answerOf(2), passphrase, manifest);
  assert.ok(ring.isCurrent);
  assert.deepEqual(
    ring.keys.map(({ epoch, key }) => [epoch, toBase64Url(key.box.publicKey)]),
    [2, 1, 0].map((at) => [epochs[at], toBase64Url(keys[at]!.recipientKey)]),
  );
});

test('an older key opens those before it, no newer one, and says that it is not the newest', async () => {
  const ring = await unlockKeyRing(await answerOf(1), passphrase, manifest);
  assert.equal(ring.isCurrent, false);
  assert.deepEqual(
    ring.keys.map(({ epoch }) => epoch),
    [2, 1],
  );
});

test('a link that the site changed, put in the place of another or left out ends the ring, which says so and keeps what is newer', async () => {
  const answer = await answerOf(2);
  const swapped = { ...answer, links: [{ ...links[0]!, epoch: 5 }] };
  const garbage = { ...answer, links: [links[0]!, { epoch: 5, link: toBase64Url(randomBytes(61)) }] };
  for (const bad of [swapped, garbage, { ...answer, links: [] }]) {
    const ring = await unlockKeyRing(bad, passphrase, manifest);
    assert.deepEqual([ring.keys.map(({ epoch }) => epoch), ring.isCurrent, ring.isWhole], [[5], true, false]);
  }
  assert.ok((await unlockKeyRing(answer, passphrase, manifest)).isWhole);
});
