import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDraft } from '../../../src/App/Features/Write/report-draft.ts';
import { rowsOf, type WordsOfForm } from '../../../src/App/Features/Write/words-of-form.ts';
import { core } from './core.ts';

const words = { title: (id: string) => id, option: (_: string, value: string) => value } as WordsOfForm;

test('what was written under questions that are asked no more is shown after the others, and leads back to none', () => {
  const draft = toDraft(core, { story1: 'Words.' }, '2026-11-23T21Z');
  const answers = { ...draft.answers, weather: 'Rain.', sounds: ['a bell', 'a door'], hills: null, walks: [{ text: 'To the sea.' }] };
  const rows = rowsOf(core, core.questions, { ...draft, answers }, words, (id) => id);
  assert.deepEqual(
    rows.filter((row) => !row.isAsked),
    [
      { question: 'weather', title: 'review.unasked', answer: 'Rain.', isAsked: false },
      { question: 'sounds', title: 'review.unasked', answer: 'a bell\na door', isAsked: false },
      { question: 'walks', title: 'review.unasked', answer: 'To the sea.', isAsked: false },
    ],
  );
  assert.equal(rows.filter((row) => row.isAsked).length, core.questions.length);
});
