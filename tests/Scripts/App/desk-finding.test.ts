import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnswerWait } from '../../../src/App/Features/Desk/answer-waits.ts';
import { folded, holdsAll, searchable, termsOf } from '../../../src/App/Features/Desk/folded.ts';
import { everything, findIn, narrows, waitingSince } from '../../../src/App/Features/Desk/found.ts';
import type { DeskReport, OpenedDesk, Section } from '../../../src/App/Features/Desk/opened-desk.ts';

const holds = (text: string, query: string) => holdsAll(searchable(text), termsOf(query));

test('case, accents and the shapes of letters make no difference', () => {
  for (const [text, query] of [
    ['El jefe de COCINA, Íñigo Núñez', 'inigo nunez cocina'],
    ['Đêm đó ở khách sạn', 'dem khach san'],
    ['Łódź, ulica Żeromskiego', 'lodz zeromskiego'],
    ['ISTANBUL ve IĞDIR', 'ıstanbul ığdır'],
    ['Straße', 'STRASSE'],
    ['ﬁling room', 'filing'],
    ['ещё', 'еще'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
  ] as const)
    assert.ok(holds(text, query), `${query} in ${text}`);
});

test('Arabic is found without its vowel signs, behind its article, and with figures of its own', () => {
  assert.ok(holds('في الفُنْدُق، الغرفة ١٨٠٦', 'فندق'));
  assert.ok(holds('في الفُنْدُق، الغرفة ١٨٠٦', '1806'));
  assert.ok(holds('قالت إدارة المدرسة', 'ادارة مدرسه'));
});

test('vowel signs of Hindi and Bengali are letters, the dot below of Hindi may be left out', () => {
  assert.ok(holds('होटल की रात', 'रात'));
  assert.ok(!holds('होटल की रात', 'रत'));
  assert.ok(holds('ज़मीन पर', 'जमीन'));
  assert.ok(!holds('কাজ', 'কজ'));
});

test('Chinese is found inside of a sentence, word by word', () => {
  assert.ok(holds('他在酒店的走廊里拦住了我', '酒店'));
  assert.ok(holds('他在酒店的走廊里拦住了我', '走廊 酒店'));
  assert.ok(!holds('他在酒店的走廊里拦住了我', '学校'));
});

test('without a segmenter a query of Chinese is looked for in one piece', () => {
  const { Segmenter } = Intl;
  try {
    Object.assign(Intl, { Segmenter: undefined });
    assert.deepEqual(termsOf('酒店的走廊 linen'), ['酒店的走廊', ' linen']);
    assert.ok(holds('他在酒店的走廊里拦住了我', '酒店的走廊'));
    assert.ok(!holds('走廊，酒店', '酒店走廊'));
  } finally {
    Object.assign(Intl, { Segmenter });
  }
});

test('other words are found from their beginning, numbers however they are cut', () => {
  assert.ok(holds('in the linen room', 'lin roo'));
  assert.ok(!holds('in the linen room', 'inen'));
  for (const query of ['600123456', '600 123 456', '34600', '123456']) assert.ok(holds('phone +34 600 123-456', query), query);
  assert.ok(!holds('phone +34 600 123-456', '600124'));
});

test('a text holds each of its own words, folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(folded(folded(text)), folded(text));
      assert.ok(termsOf(text).every((term) => holdsAll(searchable(text), [term])));
    }),
  );
});

const report = (
  handle: string,
  releasedHour: string,
  more: Partial<{ acts: string[]; withdrawn: boolean; messages: [0 | 1, string][] }> = {},
) => {
  const messages = (more.messages ?? []).map(([direction, hour], i) => ({ id: `${i}`, direction, text: '', hour }));
  return {
    handle,
    answer: { releasedHour, withdrawn: more.withdrawn ?? false },
    opened: { document: { answers: { acts: more.acts ?? [] } } },
    fault: null,
    messages,
    waiting: messages[messages.length - 1]?.direction === 0,
  } as unknown as DeskReport;
};

const section = (kind: Section['kind'], size: number, reports: DeskReport[]): Section => ({
  kind,
  group: kind === 'group' ? ({ size, handles: reports.map((r) => r.handle) } as unknown as Section['group']) : null,
  reports,
  newest: reports[0]!.answer.releasedHour,
});

const a = report('a', '2026-11-20T10Z', {
  acts: ['B03'],
  messages: [
    [0, '2026-11-21T10Z'],
    [1, '2026-11-22T10Z'],
    [0, '2026-11-24T10Z'],
    [0, '2026-11-25T10Z'],
  ],
});
const b = report('b', '2026-11-19T10Z', { acts: ['B03', 'B06'] });
const c = report('c', '2026-11-18T10Z', { messages: [[0, '2026-11-23T10Z']] });
const d = report('d', '2026-11-10T10Z', { withdrawn: true, messages: [[0, '2026-11-11T10Z']] });
const e = report('e', '2026-11-09T10Z', {
  messages: [
    [0, '2026-11-12T10Z'],
    [1, '2026-11-13T10Z'],
  ],
});
const desk: OpenedDesk = {
  sections: [section('group', 2, [a, b]), section('direct', 1, [c, d]), section('group', 5, [b, e])],
  reports: [a, b, c, d, e],
};
// As the site counts: b was never answered.
const waits: Readonly<Record<string, AnswerWait>> = {
  a: { since: '2026-11-25T10Z', days: 3, late: false },
  b: { since: '2026-11-19T10Z', days: 9, late: true },
};
const found = (choice: Partial<typeof everything>, holding: (r: DeskReport) => boolean = () => true) =>
  findIn(
    desk,
    { ...everything, ...choice },
    holding,
    (r) => r === b,
    ({ handle }) => waits[handle] ?? null,
  );
const told = (choice: Partial<typeof everything>) => found(choice).sections.map((s) => [s.kind, s.reports.map((r) => r.handle).join('')]);

test('everything is shown as it came, and one report in two groups counts once', () => {
  assert.deepEqual(found({}), { sections: desk.sections, count: 5 });
  assert.equal(narrows(everything), false);
  assert.equal(narrows({ ...everything, order: 'oldest' }), false);
  assert.equal(narrows({ ...everything, query: ' x' }), true);
});

test('shown are those who wait, those of a group, those sent directly, those taken back, those of an act', () => {
  assert.deepEqual(told({ show: 'waiting' }), [
    ['group', 'a'],
    ['direct', 'c'],
  ]);
  assert.deepEqual(told({ show: 'late' }), [
    ['group', 'b'],
    ['group', 'b'],
  ]);
  assert.deepEqual(told({ show: 'unread' }), [
    ['group', 'b'],
    ['group', 'b'],
  ]);
  assert.deepEqual(told({ show: 'grouped' }), [
    ['group', 'ab'],
    ['group', 'be'],
  ]);
  assert.deepEqual(told({ show: 'direct' }), [['direct', 'cd']]);
  assert.deepEqual(told({ show: 'withdrawn' }), [['direct', 'd']]);
  assert.deepEqual(told({ act: 'B06' }), [
    ['group', 'b'],
    ['group', 'b'],
  ]);
  assert.equal(found({ act: 'B06' }).count, 1);
  assert.equal(found({}, (r) => r === d).count, 1);
  assert.equal(found({ show: 'grouped' }, (r) => r === d).count, 0);
});

test('a wait begins with the first message after the last answer, and nobody waits who took the report back', () => {
  assert.deepEqual([a, b, c, d, e].map(waitingSince), ['2026-11-24T10Z', null, '2026-11-23T10Z', null, null]);
});

test('orders: oldest, longest wait under a heading of its own, most in agreement', () => {
  assert.deepEqual(told({ order: 'oldest' }), [
    ['group', 'eb'],
    ['direct', 'dc'],
    ['group', 'ba'],
  ]);
  assert.deepEqual(told({ order: 'waiting' }), [
    ['waiting', 'bca'],
    ['direct', 'd'],
    ['group', 'e'],
  ]);
  assert.deepEqual(told({ order: 'agreement' }), [
    ['group', 'be'],
    ['group', 'ab'],
    ['direct', 'cd'],
  ]);
  for (const order of ['newest', 'oldest', 'waiting', 'agreement'] as const) assert.equal(found({ order }).count, 5);
});
