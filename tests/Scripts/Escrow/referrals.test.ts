import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../src/Escrow/Messages/message.ts';
import type { ReferralSaid } from '../../../src/Escrow/Messages/message-kind.ts';
import { mayAsk, newestReferrals, referralsIn } from '../../../src/Escrow/Messages/referrals.ts';

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

test('asked again, the newest question of an institution is the one that stands', () => {
  const asked = referralsIn([ask('a'), ask('c', 'council'), answer('a', 'not-now'), ask('b')]);
  assert.deepEqual(
    newestReferrals(asked).map((one) => one.ask),
    ['c', 'b'],
  );
  assert.equal(mayAsk(asked, 'campus'), false);
});
