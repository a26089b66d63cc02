import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseEvent } from '../../../src/App/Features/Desk/Cases/case-events.ts';
import type { TellableOf } from '../../../src/App/Features/Desk/Cases/case-state.ts';
import type { Refs } from '../../../src/App/Features/Desk/Cases/refs.ts';
import { daysFor, tellings } from '../../../src/App/Features/Desk/Cases/statements.ts';

const finding = {
  event: 'e31',
  allegation: 'a1',
  act: 'B03',
  means: 'unwanted',
  standard: 'preponderance',
  process: 'fair-process@1',
  made: '2026-05-20',
  final: '2026-06-02',
};
const left = { event: 'e12', how: 'resigned', recorded: '2026-05-01' };
const offer = { ...left, last: '2026-08-01' };
const events: Record<string, unknown>[] = [
  { id: 'e7', kind: 'allegation-made', allegation: 'a1', act: 'B02', respondent: 'respondent-1' },
  { id: 'e8', kind: 'allegation-recoded', allegation: 'a1', act: 'B03' },
  { id: 'e12', kind: 'departure-recorded', time: '2026-05-02T01:00:00Z', party: 'respondent-1', how: 'resigned' },
  { id: 'e31', kind: 'finding-made', time: '2026-05-20T12:00:00Z', allegation: 'a1', finding: 'substantiated', standard: 'preponderance' },
];

/** A case as far as it is looked at: what the site offers, and the events. */
const offered = (of: Partial<TellableOf>, changed: Readonly<Partial<Record<string, object>>> = {}): Refs =>
  ({
    answer: { state: { day: '2026-06-12', tellable: [{ respondent: 'respondent-1', findings: [], departures: [], ...of }] } },
    events: events.map((e) => ({ ...e, ...changed[e['id'] as string] })) as unknown as CaseEvent[],
  }) as unknown as Refs;

test('what the site offers to tell is told as far as the events say the same', () => {
  const [told] = tellings(offered({ findings: [finding], departures: [offer] }));
  assert.deepEqual([told?.says, told?.findings, told?.departure], ['findings', [finding], null]);
  const [gone] = tellings(offered({ departures: [offer] }));
  assert.deepEqual([gone?.says, gone?.departure, gone?.most], ['departure', left, 50]);
  assert.deepEqual(tellings(offered({})), []);
});

test('a site that offers what no event says gets nothing signed', () => {
  for (const change of [
    { e31: { finding: 'not-substantiated' } },
    { e31: { standard: 'clear-and-convincing' } },
    { e31: { allegation: 'a2' } },
    { e31: { kind: 'dismissal-confirmed' } },
    { e31: { time: '2026-05-22T00:00:00Z' } },
    { e7: { respondent: 'respondent-2' } },
    { e8: { act: 'B11' } },
  ]) {
    assert.deepEqual(tellings(offered({ findings: [finding] }, change)), [], JSON.stringify(change));
  }
  assert.deepEqual(tellings(offered({ departures: [offer] }, { e12: { party: 'respondent-2' } })), []);
  assert.deepEqual(tellings(offered({ departures: [offer] }, { e12: { how: 'dismissed' } })), []);
  assert.deepEqual(tellings(offered({ departures: [offer] }, { e12: { time: '2026-04-01T00:00:00Z' } })), []);
  assert.deepEqual(tellings(offered({ departures: [{ ...offer, event: 'e13' }] })), []);
});

test('where nothing is found nobody can rely on a statement for longer than 90 days', () => {
  assert.deepEqual(daysFor({ says: 'departure', most: 90 }), [30, 60, 90]);
  assert.deepEqual(daysFor({ says: 'departure', most: 12 }), [12]);
  assert.deepEqual(daysFor({ says: 'findings', most: 365 }), [30, 60, 90, 180, 365]);
});
