import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emptySheet, mostLabels, type Sheet } from '../../../src/Escrow/Sheets/sheet.ts';
import { merge, sameSheet } from '../../../src/Escrow/Sheets/sheet-merge.ts';

const note = (id: string) => ({ id, by: 'm', hour: '2026-11-23T21Z', text: id });
const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const sheets: fc.Arbitrary<Sheet> = fc.record({
  notes: ids.map((all) => all.map(note)),
  labels: fc.uniqueArray(fc.constantFrom('urgent', 'lawyer', 'call', 'hotel')),
  assigned: fc.constantFrom(null, 'm', 'n'),
  due: fc.constantFrom(null, '2026-12-03', '2026-12-10'),
  aside: fc.constantFrom(null, { by: 'm', hour: '2026-11-23T21Z', confirmed: null }, { by: 'm', hour: '2026-11-23T21Z', confirmed: 'n' }),
});

test('a change on what nobody else changed is the change, and no change leaves what the others have', () => {
  fc.assert(
    fc.property(sheets, sheets, (base, other) => {
      const mine = merge(base, other, base);
      assert.deepEqual([...mine.sheet.labels].sort(), [...other.labels].sort());
      assert.deepEqual(mine.sheet.notes.map((n) => n.id).sort(), other.notes.map((n) => n.id).sort());
      assert.deepEqual([mine.sheet.assigned, mine.sheet.due, mine.sheet.aside], [other.assigned, other.due, other.aside]);
      assert.deepEqual(mine.kept, []);
      assert.ok(sameSheet(merge(base, base, other).sheet, other));
    }),
  );
});

test('what either added is there, what either took out is gone, and of two choices the one that came first stands and is told', () => {
  fc.assert(
    fc.property(sheets, sheets, sheets, (base, mine, theirs) => {
      const { sheet, kept } = merge(base, mine, theirs);
      const has = (s: Sheet, id: string) => s.notes.some((n) => n.id === id);
      for (const id of ['a', 'b', 'c', 'd', 'e'])
        assert.equal(has(sheet, id), has(base, id) ? has(mine, id) && has(theirs, id) : has(mine, id) || has(theirs, id));
      for (const label of ['urgent', 'lawyer', 'call', 'hotel'])
        assert.equal(
          sheet.labels.includes(label),
          base.labels.includes(label)
            ? mine.labels.includes(label) && theirs.labels.includes(label)
            : mine.labels.includes(label) || theirs.labels.includes(label),
        );
      for (const name of ['assigned', 'due', 'aside'] as const) {
        const [b, m, t, s] = [base, mine, theirs, sheet].map((one) => JSON.stringify(one[name]));
        const both = m !== b && t !== b && m !== t;
        assert.equal(kept.includes(name), both);
        assert.equal(s, t !== b ? t : m);
      }
    }),
  );
});

test('labels for which there is no room beside the others are left out and told', () => {
  const many = Array.from({ length: mostLabels }, (_, i) => `label ${i}`);
  const { sheet, leftOut } = merge(emptySheet, { ...emptySheet, labels: ['one more'] }, { ...emptySheet, labels: many });
  assert.deepEqual(sheet.labels, many);
  assert.deepEqual(leftOut, ['one more']);
});
