import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesOf, whomToAsk } from '../../../src/App/Features/Desk/Circles/group-circles.ts';
import type { DeskReport, Section } from '../../../src/App/Features/Desk/opened-desk.ts';
import type { Message } from '../../../src/Escrow/Messages/message.ts';
import type { CircleState, MessageKind } from '../../../src/Escrow/Messages/message-kind.ts';

let made = 0;
const message = (direction: 0 | 1, kind: MessageKind, id = `message-${++made}`): Message => ({
  id,
  direction,
  text: 'x',
  hour: '2026-11-23T21Z',
  kind,
});
const ask = (id: string, circle: string) => message(1, { kind: 'circle-ask', circle, signing: 's', box: 'b', others: 2 }, id);
const yes = (of: string) => message(0, { kind: 'circle-answer', ask: of, said: 'yes', taken: 'seat' });
const no = (of: string) => message(0, { kind: 'circle-answer', ask: of, said: 'no', taken: null });
const news = (circle: string, state: CircleState) => message(1, { kind: 'circle-news', circle, state });

const report = (handle: string, messages: readonly Message[], change: { family?: number; withdrawn?: boolean; opened?: null } = {}) =>
  ({
    handle,
    messages,
    answer: { withdrawn: change.withdrawn ?? false },
    opened: change.opened === null ? null : { statement: { family: Uint8Array.of(change.family ?? handle.charCodeAt(0)) } },
  }) as unknown as DeskReport;
const section = (...reports: DeskReport[]) => ({ reports }) as unknown as Section;
const asked = (...reports: DeskReport[]) => whomToAsk(section(...reports), reports).map(({ handle }) => handle);

test('each reporter is asked once, by one report that opened and was not taken back', () => {
  const twice = [report('a', []), report('b', [], { family: 'a'.charCodeAt(0) })];
  assert.deepEqual(asked(...twice, report('c', [], { withdrawn: true }), report('d', [], { opened: null }), report('e', [])), ['a', 'e']);
});

test('who said no, has not answered, or is in a circle is not asked again, and who was in one that is over may be', () => {
  const over = [ask('1', 'one'), yes('1'), news('one', 'closed')];
  assert.deepEqual(
    asked(
      report('a', [ask('1', 'one'), no('1')]),
      report('b', [ask('2', 'one')]),
      report('c', [ask('3', 'one'), yes('3')]),
      report('d', over),
    ),
    ['d'],
  );
});

test('who said no through one report is not asked through another, also not through one of another group', () => {
  const [first, second] = [report('a', [ask('1', 'one'), no('1')]), report('b', [], { family: 'a'.charCodeAt(0) })];
  assert.deepEqual(asked(first, second, report('c', [])), ['c']);
  assert.deepEqual(whomToAsk(section(second), [first, second]), []);
});

test('a circle is open while it is to those who are in it, whatever was written to those who came too late', () => {
  const group = section(
    report('a', [ask('1', 'one'), yes('1'), news('one', 'open')]),
    report('b', [ask('2', 'one'), news('one', 'off')]),
    report('c', [ask('3', 'one'), no('3')]),
  );
  assert.deepEqual(
    circlesOf(group).map(({ circle, all, state }) => [circle, all.length, state]),
    [['one', 3, 'open']],
  );
});
