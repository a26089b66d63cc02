import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { layoutOf } from '../../../src/App/Features/Desk/Cases/change-picture.ts';

const mark = (day: string, line: string) => ({ day, line, name: `${line} ${day}` });

test('the first day stands at the beginning, the last at the end, and the others by their days', () => {
  const layout = layoutOf([mark('2026-03-11', 'case'), mark('2026-03-01', 'pay'), mark('2026-03-06', 'pay')]);
  assert.deepEqual(
    layout?.lines.map(({ line, marks }) => [line, marks.map(({ at }) => at)]),
    [
      ['case', [100]],
      ['pay', [0, 50]],
    ],
  );
});

test('one day alone stands in the middle, and of nothing there is no picture', () => {
  assert.equal(layoutOf([mark('2026-03-01', 'pay')])?.lines[0]?.marks[0]?.at, 50);
  assert.equal(layoutOf([]), null);
});

test('every mark is drawn once, inside, and later days never stand before earlier ones', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.constantFrom('case', 'pay', 'shift')), { minLength: 1 }), (all) => {
      const placed = layoutOf(all.map(([d, line]) => mark(d, line)))!.lines.flatMap(({ marks }) => marks);
      assert.equal(placed.length, all.length);
      const sorted = [...placed].sort((a, b) => Number(a.day > b.day) - Number(a.day < b.day));
      for (const [i, { at }] of sorted.entries()) {
        assert.ok(at >= 0 && at <= 100);
        assert.ok(i === 0 || at >= sorted[i - 1]!.at);
      }
    }),
  );
});
