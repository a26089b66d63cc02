import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hourOf } from '../../../src/Escrow/hour.ts';
import type { Message } from '../../../src/Escrow/Messages/message.ts';
import type { WatchAnswer } from '../../../src/Escrow/Messages/message-kind.ts';
import { asksNothing, watchOf } from '../../../src/Escrow/Messages/retaliation-watch.ts';

const start = '2026-03-01T08Z';
const day = (n: number): Date => new Date(Date.parse('2026-03-01T08:00Z') + n * 86_400_000);

let made = 0;
const answer = (more: Partial<WatchAnswer>, n = 31): Message => ({
  id: `m${++made}`,
  direction: 0,
  text: 'x',
  hour: hourOf(day(n)),
  kind: { kind: 'watch-answer', asked: null, since: start, said: 'nothing', acts: [], other: false, when: null, wish: null, ...more },
});
const fromDesk = (n: number): Message => ({ id: `m${++made}`, direction: 1, text: 'x', hour: hourOf(day(n)) });
const seen = (of: Message, n = 33): Message => ({ ...fromDesk(n), kind: { kind: 'watch-seen', answer: of.id } }) as Message;
const states = (messages: readonly Message[], now: Date, direct: string | null = start) =>
  watchOf({ direct, messages }, now).questions.map(({ state }) => state);

test('a held report to which nobody has written counts no day, whatever happened to it', () => {
  const watch = watchOf({ direct: null, messages: [] }, day(400));
  assert.deepEqual([watch.since, watch.questions, watch.asked], [null, [], null]);
});

test('a question is asked from its hour on and not before', () => {
  assert.equal(watchOf({ direct: start, messages: [] }, new Date(day(30).getTime() - 1)).asked, null);
  assert.equal(watchOf({ direct: start, messages: [] }, day(30)).asked, '30');
});

test('a held report is counted from the first message of the organisation', () => {
  assert.equal(watchOf({ direct: null, messages: [fromDesk(10)] }, day(39)).asked, null);
  assert.equal(watchOf({ direct: null, messages: [fromDesk(10)] }, day(40)).asked, '30');
});

test('what was not answered stays silence when the next question is due, and when that is answered', () => {
  assert.deepEqual(states([], day(91)), ['silent', 'silent', 'later', 'later']);
  assert.deepEqual(states([answer({ asked: '90' }, 91)], day(91)), ['silent', 'answered', 'later', 'later']);
  assert.equal(watchOf({ direct: start, messages: [] }, day(91)).asked, '90');
});

test('rather not say is an answer, and the question is not asked again', () => {
  assert.equal(watchOf({ direct: start, messages: [answer({ asked: '30', said: 'not-said' })] }, day(40)).asked, null);
});

test('something is an alert until a message of the organisation names it, and another message does not end it', () => {
  const told = answer({ said: 'something', acts: ['R02'] });
  const other = answer({ said: 'something' });
  const alerts = (messages: readonly Message[]) => watchOf({ direct: start, messages }, day(40)).alerts.map(({ id }) => id);
  assert.deepEqual(alerts([told, other]), [told.id, other.id]);
  assert.deepEqual(alerts([told, other, fromDesk(33)]), [told.id, other.id]);
  assert.deepEqual(alerts([told, other, seen(told)]), [other.id]);
});

test('a later version of the report does not begin the days anew once she has answered', () => {
  const messages = [answer({ asked: '30', since: start })];
  assert.equal(watchOf({ direct: hourOf(day(60)), messages }, day(91)).asked, '90');
});

test('time only ever turns later into silence, and no day is asked that is not the last one due', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 800 }),
      fc.subarray(['30', '90', '180', '365'] as const),
      (a, b, answered) => {
        const messages = answered.map((asked) => answer({ asked }));
        const [before, after] = [Math.min(a, b), Math.max(a, b)].map((n) => watchOf({ direct: start, messages }, day(n)));
        for (const [i, q] of before!.questions.entries()) {
          const then = after!.questions[i]!.state;
          assert.ok(q.state === then || (q.state === 'later' && then === 'silent'));
        }
        const due = after!.questions.filter(({ state, due }) => state !== 'later' && due <= hourOf(day(Math.max(a, b))));
        assert.ok(after!.asked === null || after!.asked === due[due.length - 1]?.day);
      },
    ),
  );
});

test('who was written to and then says that nothing was done, or would rather not say, asks for nothing', () => {
  const quiet = [answer({}), answer({ said: 'not-said' })];
  assert.equal(asksNothing([fromDesk(3), ...quiet]), true);
  assert.equal(asksNothing([answer({}), fromDesk(3)]), false);
  assert.equal(asksNothing([]), false);
});

test('whatever else is unanswered asks for an answer: a report that nobody wrote about, words, something done, a message that is not believed', () => {
  const words: Message = { id: 'w', direction: 0, text: 'And now?', hour: start };
  assert.equal(asksNothing([answer({})]), false);
  for (const other of [words, answer({ said: 'something' }), { id: 'r', direction: 0, refused: 'signature' } as Message]) {
    assert.equal(asksNothing([fromDesk(3), other, answer({})]), false);
    assert.equal(asksNothing([fromDesk(3), answer({}), other]), false);
  }
});
