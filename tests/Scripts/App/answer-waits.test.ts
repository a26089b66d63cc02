import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerWaits } from '../../../src/App/Features/Desk/answer-waits.ts';
import type { DeskEntry } from '../../../src/App/Features/Desk/desk-api.ts';
import type { Message } from '../../../src/Escrow/Messages/message.ts';

const waits = { since: '2026-03-01T08Z', days: 9, late: true };
const entry = (handle: string) => ({ handle, waits }) as DeskEntry;
const ours: Message = { id: 'a', direction: 1, text: 'x', hour: '2026-02-01T08Z' };
const nothing: Message = {
  ...ours,
  id: 'b',
  direction: 0,
  kind: { kind: 'watch-answer', asked: '30', since: null, said: 'nothing', acts: [], other: false, when: null, wish: null },
};

test('a reporter whom the site counts as waiting does not wait once this browser has read that nothing was done', () => {
  const all = new AnswerWaits();
  all.take({ reports: [entry('told'), entry('asked')], groups: [] });
  assert.equal(all.late([]), 2);
  const told = { handle: 'told', messages: [ours, nothing] };
  assert.equal(all.of(told), null);
  assert.equal(all.late([told]), 1);
  assert.deepEqual(all.of({ handle: 'asked', messages: [ours, { ...nothing, kind: undefined } as unknown as Message] }), waits);
});
