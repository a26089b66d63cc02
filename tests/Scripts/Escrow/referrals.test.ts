import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, openMessages, sealMessage } from '../../../src/Escrow/Messages/message.ts';
import type { ReferralSaid } from '../../../src/Escrow/Messages/message-kind.ts';
import { withOwnAsks } from '../../../src/Escrow/Messages/own-asks.ts';
import { mayAsk, referralsIn, standingReferrals } from '../../../src/Escrow/Messages/referrals.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { signingKeyFromSeed } from '../../../src/Sealing/signing.ts';

const hour = '2026-11-23T21Z';
const ask = (id: string, institution = 'campus'): Message => ({
  id,
  direction: 1,
  text: `May it go to ${institution}?`,
  hour,
  kind: { kind: 'referral-ask', institution },
});
let made = 0;
const answer = (of: string, said: ReferralSaid, parts: string[] = []): Message => ({
  id: `answer-${++made}`,
  direction: 0,
  text: said,
  hour,
  kind: { kind: 'referral-answer', ask: of, said, parts },
});
const words: Message = { id: 'words', direction: 0, text: 'yes', hour };
const said = (messages: readonly Message[]) => referralsIn(messages).map(({ answered }) => answered?.said ?? null);

test('nobody who has said nothing, or only words, has answered', () => {
  assert.deepEqual(said([ask('a'), words]), [null]);
  assert.equal(mayAsk(referralsIn([ask('a'), words]), 'campus'), false);
});

test('the newest answer counts, and a yes stays one', () => {
  assert.deepEqual(said([ask('a'), answer('a', 'no'), answer('a', 'not-now')]), ['not-now']);
  assert.deepEqual(said([ask('a'), answer('a', 'no'), answer('a', 'yes', ['answers/acts']), answer('a', 'no')]), ['yes']);
});

test('an answer to something that nobody asked is none, and neither is one that is not believed', () => {
  const refused: Message = { id: 'x', direction: 0, refused: 'signature' };
  assert.deepEqual(said([ask('a'), answer('b', 'yes'), refused]), [null]);
});

test('only who said not now may be asked again, about the same institution', () => {
  for (const [reply, again] of [
    ['yes', false],
    ['no', false],
    ['not-now', true],
  ] as const) {
    const asked = referralsIn([ask('a'), answer('a', reply)]);
    assert.equal(mayAsk(asked, 'campus'), again);
    assert.equal(mayAsk(asked, 'council'), true);
  }
  assert.equal(mayAsk([], 'campus'), true);
});

const standing = (messages: readonly Message[]) => standingReferrals(referralsIn(messages)).map(({ ask: id }) => id);

test('asked again after a not now, the newest question of an institution is the one that stands', () => {
  const messages = [ask('a'), ask('c', 'council'), answer('a', 'not-now'), ask('b')];
  assert.deepEqual(standing(messages), ['c', 'b']);
  assert.equal(mayAsk(referralsIn(messages), 'campus'), false);
});

test('whoever has said no, or yes, or nothing yet, has no second question before them', () => {
  assert.deepEqual(standing([ask('a'), answer('a', 'no'), ask('b')]), ['a']);
  assert.deepEqual(standing([ask('a'), answer('a', 'yes'), ask('b')]), ['a']);
  assert.deepEqual(standing([ask('a'), ask('b')]), ['a']);
  assert.deepEqual(standing([ask('a'), answer('a', 'not-now'), ask('b'), answer('b', 'no'), ask('c')]), ['b']);
  assert.deepEqual(standing([ask('a'), answer('a', 'no'), ask('b'), answer('a', 'not-now')]), ['b']);
});

test('after a no to any question the organisation may not ask, whatever was answered to others', () => {
  const both = [ask('a'), ask('b')];
  assert.equal(mayAsk(referralsIn([...both, answer('a', 'no'), answer('b', 'not-now')]), 'campus'), false);
  assert.equal(mayAsk(referralsIn([...both, answer('a', 'not-now'), answer('b', 'not-now')]), 'campus'), true);
});

test('an ask of an organisation that the report was for earlier is words, and one of its organisation now is an ask', async () => {
  const [earlier, now, reporter] = await Promise.all([1, 2, 3].map((n) => signingKeyFromSeed(new Uint8Array(32).fill(n))));
  const threadKey = randomBytes(32);
  const place = { deployment: randomBytes(16), handle: randomBytes(16) };
  const thread = { ...place, threadKeys: [threadKey], family: reporter!.publicKey, organisationKeys: [earlier!.publicKey, now!.publicKey] };
  const answers = await Promise.all(
    [earlier!, now!].map(async (key) => ({
      ...(await sealMessage({ ...place, threadKey }, 1, key, 'May it?', hour, { kind: 'referral-ask', institution: 'campus' })),
      direction: 1,
      hour,
    })),
  );
  const all = await openMessages(thread, answers);
  const own = await withOwnAsks(all, { ...thread, organisationKeys: [now!.publicKey] }, answers);
  const asks = (messages: readonly Message[]) => referralsIn(messages).map(({ ask: id }) => id);
  assert.deepEqual([asks(all).length, own.length], [2, 2]);
  assert.deepEqual(asks(own), [answers[1]!.id]);
});
