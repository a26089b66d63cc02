import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { black, blackOut, wordsIn } from '../../../src/App/Features/Desk/Extracts/blacked.ts';
import { extractFile } from '../../../src/App/Features/Desk/Extracts/extract-file.ts';
import { type ExtractLine, fits, keptOf } from '../../../src/App/Features/Desk/Extracts/extract-lines.ts';

const line = (part: string, text: string, title = 'Where'): ExtractLine => ({ part, title, text, language: 'es' });
const lines = [line('answers/where', 'Hotel Sol, room 12'), line('identifiers/0', 'Ana Ruiz'), line('messages/1', 'ANA called.')];

test('a word is blacked wherever it stands, in capitals or not, and its length tells nothing', () => {
  assert.equal(blackOut('Ana, ANA and banana', ['ana']), `${black}, ${black} and b${black}`);
  assert.equal(blackOut('José and JOSÉ', ['jose\u0301']), `${black} and ${black}`);
  assert.equal(blackOut('أحمد قال', ['أحمد']), `${black} قال`);
});

test('where one word begins with another all of it goes', () => {
  assert.equal(blackOut('Ana Ruiz', ['Ana', 'Ana Ruiz']), black);
});

test('where words overlap or touch nothing of either is left', () => {
  assert.equal(blackOut('Ana Maria Lopez came', ['Ana Maria', 'Maria Lopez']), `${black} came`);
  assert.equal(blackOut('anana', ['ana']), black);
});

test('a word is found however it is written', () => {
  const pairs: [string, string][] = [
    ['room 12', 'room\n12'],
    ['room 12', 'room \u00a0 12'],
    ['Yıldız', 'YILDIZ'],
    ['istanbul', 'İSTANBUL'],
    ['Straße', 'STRASSE'],
    ['Núñez', 'NUNEZ'],
    ['محمد', 'مُحَمَّد'],
    ['محمد', 'محـــمد'],
    ["O'Neil", 'O’Neil'],
    ['Ana', 'A\u200bn\u00ada'],
    ['Jean-Luc', 'Jean‑Luc'],
    ['मीना', 'मीना'],
  ];
  for (const [word, text] of pairs) assert.equal(blackOut(`I met ${text}.`, [word]), `I met ${black}.`, text);
  assert.equal(blackOut('मूना', ['मीना']), 'मूना');
});

test('what is typed as a word is never read as a pattern', () => {
  for (const word of ['.*', '(', '[a', 'a|b', '\\', '$', '^', 'a+b', '{2}', '-', '/'])
    assert.equal(blackOut(`before ${word} after`, [word]), `before ${black} after`);
});

test('no blacked word is left in any text', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'ñ', ' ', '.', '(', 'ش', '1'), minLength: 1, maxLength: 6 });
  const words = fc.array(
    letters.filter((w) => w.trim() === w),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 'É', 'ñ', ' ', '.', '(', 'ش', '1'), maxLength: 60 }),
      words,
      (text, blacked) => {
        const left = blackOut(text, blacked).toLowerCase();
        assert.ok(blacked.every((word) => !left.includes(word.normalize().toLowerCase())));
      },
    ),
  );
});

test('words are typed one a line, each counted once', () => {
  assert.deepEqual(wordsIn(' Ana \n\nroom 12\nAna\n'), ['Ana', 'room 12']);
});

test('a part that is not named has no line, and words are blacked in titles too', () => {
  const kept = keptOf([...lines, line('answers/who', '', 'Ana')], {
    with: ['identifiers/0', 'messages/1', 'answers/who'],
    blacked: ['ana'],
  });
  assert.deepEqual(
    kept.map(({ part, text }) => [part, text]),
    [
      ['identifiers/0', `${black} Ruiz`],
      ['messages/1', `${black} called.`],
    ],
  );
  assert.equal(keptOf([line('messages/0', 'x', 'Ana')], { with: ['messages/0'], blacked: ['ana'] })[0]!.title, black);
});

test('a request that names a part which the report lacks does not fit it', () => {
  assert.equal(fits({ language: 'en', reason: 'x', with: ['messages/1'], blacked: [] }, lines), true);
  assert.equal(fits({ language: 'en', reason: 'x', with: ['messages/2'], blacked: [] }, lines), false);
});

test('what people wrote is text in the file and never markup', () => {
  const evil = '</p><script>alert(1)</script><img src=x onerror="alert(1)">&\'';
  const page = {
    language: 'en',
    direction: 'ltr' as const,
    title: evil,
    about: [evil],
    lines: [{ ...line('messages/0', evil, evil), language: '"><b' }],
    notes: [evil],
  };
  const file = extractFile(page);
  assert.ok(!/<script|<img|<b[ >]/.test(file));
  assert.ok(file.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.ok(file.includes("default-src 'none'"));
});
