import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  grantMaster,
  isLongEnough,
  joiningNumbers,
  type KeptJoining,
  newJoining,
  openGrant,
  openJoining,
} from '../../../src/Sealing/joining.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import type { Bytes } from '../../../src/Sealing/wire.ts';

const master = randomBytes(32);
const holder = { deployment: randomBytes(16), organisation: 'workers-centre', epoch: 1, member: 'm-1' };
const passphrase = 'five quiet rivers run';
const others = [{ member: 'm-2' }, { organisation: 'legal-aid' }, { deployment: randomBytes(16) }];
let recipientKey: Bytes;
let joining: KeptJoining;
let granted: Bytes;
const refused = (fault: string) => (e: unknown) => e instanceof SealingError && e.fault === fault;

before(async () => {
  recipientKey = (await organisationKeyFromMaster(master)).box.publicKey;
  joining = await newJoining(passphrase, holder);
  granted = await grantMaster(master, holder, recipientKey, joining.publicKey);
});

test('a member who has the key gives it to one who joins', async () => {
  assert.deepEqual([joining.publicKey.length, joining.kept.length, granted.length], [32, 82, 80]);
  const key = await openJoining(joining, ` ${passphrase} `, holder);
  assert.deepEqual(await openGrant(granted, key, holder, recipientKey), master);
});

test('a site that puts another public half in its place is noticed by the joiner', async () => {
  const swapped = (await newJoining('a passphrase of the site', holder)).publicKey;
  await assert.rejects(openJoining({ ...joining, publicKey: swapped }, passphrase, holder), refused('altered'));
});

test('what is kept opens for no other passphrase, member, organisation or deployment', async () => {
  await assert.rejects(openJoining(joining, 'another passphrase', holder), refused('altered'));
  for (const other of others) await assert.rejects(openJoining(joining, passphrase, { ...holder, ...other }), refused('altered'));
});

test('a grant opens for no other joining key, member, organisation, deployment, epoch or recipient key', async () => {
  const key = await openJoining(joining, passphrase, holder);
  const later = await newJoining(passphrase, holder);
  await assert.rejects(openGrant(granted, await openJoining(later, passphrase, holder), holder, recipientKey), refused('altered'));
  for (const other of [...others, { epoch: 2 }]) {
    await assert.rejects(openGrant(granted, key, { ...holder, ...other }, recipientKey), refused('altered'));
  }
  await assert.rejects(openGrant(granted, key, holder, randomBytes(32)), refused('altered'));
});

test("a grant of somebody's own master is refused", async () => {
  const key = await openJoining(joining, passphrase, holder);
  const forged = await grantMaster(randomBytes(32), holder, recipientKey, joining.publicKey);
  await assert.rejects(openGrant(forged, key, holder, recipientKey), refused('wrong-key'));
});

test('the numbers are 20 digits, the same each time, and others for every other key, member, organisation and deployment', async () => {
  const numbers = await joiningNumbers(joining.publicKey, holder);
  assert.match(numbers, /^[0-9]{20}$/);
  assert.equal(await joiningNumbers(joining.publicKey, holder), numbers);
  const all = [numbers, await joiningNumbers(randomBytes(32), holder)];
  for (const other of others) all.push(await joiningNumbers(joining.publicKey, { ...holder, ...other }));
  assert.equal(new Set(all).size, all.length);
});

// Computed by Python's hashlib.
test('the numbers of a known key stay what they are', async () => {
  const known = { deployment: new Uint8Array(16), organisation: 'workers-centre', member: 'm-1' };
  assert.equal(await joiningNumbers(new Uint8Array(32).fill(7), known), '94584961426801423251');
});

test('a passphrase needs 12 characters beside white space at its ends', () => {
  assert.equal(isLongEnough('eleven char'), false);
  assert.equal(isLongEnough('  eleven char  '), false);
  assert.equal(isLongEnough('twelve chars'), true);
});
