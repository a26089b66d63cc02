import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { MessageAnswer } from '../../../src/Escrow/Depositing/own-report.ts';
import { openMessages, sealMessage, type Thread } from '../../../src/Escrow/Messages/message.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { type SigningKey, signingKeyFromSeed } from '../../../src/Sealing/signing.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';

let reporter: SigningKey;
let organisation: SigningKey;
let thread: Thread;
const threadKey = randomBytes(32);
const hour = '2026-11-23T21Z';

before(async () => {
  reporter = await signingKeyFromSeed(randomBytes(32));
  organisation = await signingKeyFromSeed(randomBytes(32));
  const earlier = (await signingKeyFromSeed(randomBytes(32))).publicKey;
  thread = {
    deployment: randomBytes(16),
    handle: randomBytes(16),
    threadKeys: [threadKey],
    family: reporter.publicKey,
    organisationKeys: [earlier, organisation.publicKey],
  };
});

const seal = async (text: string, direction: 0 | 1): Promise<MessageAnswer> => ({
  ...(await sealMessage({ ...thread, threadKey }, direction, direction === 0 ? reporter : organisation, text, hour)),
  direction,
  hour,
});

test('both sides read a thread in order of arrival', async () => {
  const messages = await openMessages(thread, [await seal('Are you safe to write?', 1), await seal('Weekday mornings.', 0)]);
  assert.deepEqual(
    messages.map((m) => (m.refused === undefined ? [m.direction, m.text] : m)),
    [
      [1, 'Are you safe to write?'],
      [0, 'Weekday mornings.'],
    ],
  );
});

test('a message that one side signed is not taken for one of the other', async () => {
  const message = await seal('I withdraw everything.', 1);
  const [opened] = await openMessages(thread, [{ ...message, direction: 0 }]);
  assert.equal(opened!.refused, 'signature');
});

test('a changed envelope is refused, and named', async () => {
  const message = await seal('hello', 0);
  const envelope = fromBase64Url(message.envelope);
  envelope[50]! ^= 1;
  const [opened] = await openMessages(thread, [{ ...message, envelope: toBase64Url(envelope) }]);
  assert.equal(opened!.refused, 'signature');
});

test('a message is shown once, and those of other reports are left out', async () => {
  const message = await seal('hello', 0);
  const other = { ...(await seal('other', 0)), handle: toBase64Url(randomBytes(16)) };
  assert.equal((await openMessages(thread, [message, message, other])).length, 1);
});

test('messages to the organisation before a change of organisation stay readable with the old thread key only', async () => {
  const message = await seal('hello', 0);
  const newer = randomBytes(32);
  const [both] = await openMessages({ ...thread, threadKeys: [newer, threadKey] }, [message]);
  assert.equal(both!.refused, undefined);
  const [one] = await openMessages({ ...thread, threadKeys: [newer] }, [message]);
  assert.equal(one!.refused, 'envelope');
});
