import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesIn, mayAskForCircle } from '../../../src/Escrow/Messages/circles.ts';
import type { Message } from '../../../src/Escrow/Messages/message.ts';
import type { CircleState, MessageKind } from '../../../src/Escrow/Messages/message-kind.ts';

const hour = '2026-11-23T21Z';
let made = 0;
const message = (direction: 0 | 1, kind: MessageKind, id = `message-${++made}`): Message => ({ id, direction, text: 'x', hour, kind });
const ask = (id: string, circle = `circle-${id}`) => message(1, { kind: 'circle-ask', circle, signing: 's', box: 'b', others: 2 }, id);
const answer = (of: string, said: 'yes' | 'no', taken: string | null = said === 'yes' ? 'seat' : null) =>
  message(0, { kind: 'circle-answer', ask: of, said, taken });
const news = (circle: string, state: CircleState) => message(1, { kind: 'circle-news', circle, state });
const standing = (...messages: Message[]) => circlesIn(messages).map(({ ask: id, answered, state }) => [id, answered?.said ?? null, state]);

test('a no is final, and of several yes the newest counts', () => {
  assert.deepEqual(standing(ask('a'), answer('a', 'yes'), answer('a', 'no'), answer('a', 'yes')), [['a', 'no', null]]);
  assert.equal(circlesIn([ask('a'), answer('a', 'yes', 'one'), answer('a', 'yes', 'two')])[0]?.answered?.taken, 'two');
});

test('whoever said no, or nothing yet, has no second question before them and may not be asked', () => {
  assert.deepEqual(standing(ask('a'), ask('b')), [['a', null, null]]);
  assert.deepEqual(standing(ask('a'), answer('a', 'no'), ask('b')), [['a', 'no', null]]);
  for (const messages of [[ask('a')], [ask('a'), answer('a', 'no')], [ask('a'), answer('a', 'yes'), news('circle-a', 'open')]])
    assert.equal(mayAskForCircle(circlesIn(messages)), false);
  for (const state of ['closed', 'off'] as const)
    assert.equal(mayAskForCircle(circlesIn([ask('a'), answer('a', 'yes'), news('circle-a', state)])), true);
  assert.equal(mayAskForCircle([]), true);
});

test('a second question about the same circle, with other keys, is none', () => {
  assert.deepEqual(standing(ask('a'), answer('a', 'yes'), ask('b', 'circle-a')), [['a', 'yes', null]]);
});

test('the newest news of its circle counts', () => {
  assert.deepEqual(standing(ask('a'), answer('a', 'yes'), news('circle-a', 'open'), news('other', 'off'), news('circle-a', 'closed')), [
    ['a', 'yes', 'closed'],
  ]);
});
