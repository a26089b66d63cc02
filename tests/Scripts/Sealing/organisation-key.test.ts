import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openMaster, organisationKeyFromMaster, wrapMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, ByteWriter } from '../../../src/Sealing/wire.ts';

const master = randomBytes(32);
const holder = { deployment: randomBytes(16), organisation: 'workers-centre', epoch: 1, member: 'm-1' };
const passphrase = 'neuf p\u00e9pites jaunes';
let wrapped: Bytes;
let recipientKey: Bytes;
const refused = (fault: string) => (e: unknown) => e instanceof SealingError && e.fault === fault;

before(async () => {
  wrapped = await wrapMaster(master, passphrase, holder);
  recipientKey = (await organisationKeyFromMaster(master)).box.publicKey;
});

test('the passphrase opens the key, however its letters are composed and with spaces around it', async () => {
  assert.equal(wrapped.length, 82);
  const opened = await organisationKeyFromMaster(await openMaster(wrapped, `  ${passphrase.normalize('NFD')} `, holder, recipientKey));
  assert.deepEqual(opened.box.publicKey, recipientKey);
});

test('another passphrase, member, organisation or epoch does not', async () => {
  await assert.rejects(openMaster(wrapped, 'another', holder, recipientKey), refused('altered'));
  for (const other of [{ member: 'm-2' }, { organisation: 'legal-aid' }, { epoch: 2 }, { deployment: randomBytes(16) }]) {
    await assert.rejects(openMaster(wrapped, passphrase, { ...holder, ...other }, recipientKey), refused('altered'));
  }
});

test('fewer than 600,000 iterations are refused unread', async () => {
  const weak = new ByteWriter().u8(1).u8(1).u32(599_999).bytes(wrapped.slice(6)).toBytes();
  await assert.rejects(openMaster(weak, passphrase, holder, recipientKey), refused('malformed'));
});
