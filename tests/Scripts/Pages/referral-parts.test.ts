import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holdsExactly, partsIn } from '../../../src/App/Features/Return/referral-parts.ts';
import type { ReportDocument } from '../../../src/Escrow/Depositing/report-document.ts';
import { only, partsOf } from '../../../src/Escrow/Messages/report-parts.ts';

const file = (n: number) => ({
  id: new Uint8Array(16).fill(n),
  key: new Uint8Array(32),
  name: `${n}.jpg`,
  type: 'image/jpeg',
  size: 100 + n,
  digest: new Uint8Array(32),
  removed: [],
});

const report: ReportDocument = {
  questionnaire: { id: 'core', version: 2 },
  language: 'en',
  organisation: 'workers-centre',
  quorum: 3,
  answers: {
    story: [{ text: 'In the linen room.', month: 3 }, { text: 'Again.' }],
    acts: ['B03'],
    where: 'hotel',
    saw: ['coworker'],
    'saw-note': 'The one who left.',
    'own-note': 'An answer with such a name and no question before it.',
    country: null,
  },
  identifiers: [
    { kind: 'phone', value: '600 123 456', region: 'ES', mayRelease: true },
    { kind: 'name', value: 'Ana', place: 'Cádiz', mayRelease: false },
  ],
  slots: [0, null, null, null],
  padding: [1n, 2n, 3n],
  threadKey: new Uint8Array(32),
  written: '2026-11-23T21Z',
  attachments: [file(1), file(2)],
};
const parts = partsOf(report);

test('each answer with its note, each piece, each identifier and each file is a part', () => {
  assert.deepEqual(parts, [
    'answers/story/0',
    'answers/story/1',
    'answers/acts',
    'answers/where',
    'answers/saw',
    'answers/own-note',
    'answers/country',
    'identifiers/0',
    'identifiers/1',
    'attachments/0',
    'attachments/1',
  ]);
});

test('with all parts it is the whole report, and with none of them it says nothing', () => {
  assert.deepEqual(only(report, parts), report);
  const nothing = only(report, []);
  assert.deepEqual([nothing.answers, nothing.identifiers, nothing.attachments], [{}, [], undefined]);
});

test('whatever is chosen, exactly that is in it', () => {
  fc.assert(
    fc.property(fc.subarray(parts), (chosen) => {
      assert.deepEqual(partsIn(report, only(report, chosen)), chosen);
      assert.equal(partsOf(only(report, chosen)).length, chosen.length);
    }),
  );
});

test('what went is what was chosen only if nothing is missing and nothing was added', () => {
  fc.assert(
    fc.property(fc.subarray(parts), fc.subarray(parts), (chosen, other) => {
      assert.equal(holdsExactly(report, chosen, only(report, other)), chosen.join() === other.join());
    }),
  );
});

test('a note goes with its answer and never by itself', () => {
  assert.deepEqual(only(report, ['answers/saw']).answers, { saw: ['coworker'], 'saw-note': 'The one who left.' });
  assert.deepEqual(only(report, ['answers/saw-note']).answers, {});
});

test('a file that was not sent is not named for another of the same name and size that was', () => {
  const twice: ReportDocument = { ...report, attachments: [file(1), { ...file(1), id: new Uint8Array(16).fill(9) }] };
  assert.deepEqual(partsIn(twice, only(twice, ['attachments/0'])), []);
  assert.deepEqual(partsIn(twice, only(twice, ['attachments/0', 'attachments/1'])), ['attachments/0', 'attachments/1']);
});
