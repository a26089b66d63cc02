import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeskEntry } from '../../../src/App/Features/Desk/desk-api.ts';
import type { DeskReport } from '../../../src/App/Features/Desk/opened-desk.ts';
import { ReadMarks } from '../../../src/App/Features/Desk/read-marks.ts';

const report = (handle: string, messages: number, read: number | null = null): DeskReport => {
  const answer: DeskEntry = { handle, version: 1, hour: '', releasedHour: '', withdrawn: false, records: 3, messages, read, waits: null };
  return { handle, answer, opened: null, fault: null, messages: [], waiting: false };
};

function marks(...known: DeskReport[]) {
  const told: string[] = [];
  const made = new ReadMarks({
    markRead: async ({ handle, messages }) => {
      told.push(`${handle} ${messages}`);
    },
  });
  made.take({ reports: known.map((r) => r.answer), groups: [] });
  return { marks: made, told };
}

test('a report is unread until it is shown, and again once it has more messages', async () => {
  const { marks: made, told } = marks(report('a', 1), report('b', 2, 2), report('c', 2, 1));
  assert.deepEqual(
    [report('a', 1), report('b', 2), report('c', 2)].map((r) => made.isUnread(r)),
    [true, false, true],
  );
  await made.show([report('a', 1), report('b', 2), report('c', 2)]);
  assert.deepEqual(told, ['a 1', 'c 2']);
  assert.equal(made.isUnread(report('a', 1)), false);
  assert.equal(made.isUnread(report('a', 2)), true);
});

test('what was read here stays so where the site does not know it yet', async () => {
  const { marks: made } = marks(report('a', 3));
  await made.show([report('a', 3)]);
  made.take({ reports: [report('a', 3, 1).answer], groups: [] });
  assert.equal(made.isUnread(report('a', 3)), false);
});

test('another version of a report has to be read anew', async () => {
  const { marks: made } = marks(report('a', 0, 0));
  const next = { ...report('a', 0), answer: { ...report('a', 0).answer, version: 2 } };
  assert.equal(made.isUnread(report('a', 0)), false);
  assert.equal(made.isUnread(next), true);
});
