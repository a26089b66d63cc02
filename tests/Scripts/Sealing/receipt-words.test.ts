import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isNear, looksLikeWords, readReceiptWords, receiptWords } from '../../../src/Sealing/receipt-words.ts';
import { wordLists } from '../../../src/Sealing/word-lists.ts';
import { vectors } from '../vectors.ts';

const consonants = 'bcdfghjklmnpqrst';
/** The made-up list of vectors/receipt-words.json. */
const list = Array.from(
  { length: 2048 },
  (_, n) => `${consonants[n >> 7]}${'aeio'[(n >> 5) & 3]}${consonants[(n >> 1) & 15]}${'au'[n & 1]}`,
);
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 28, maxLength: 28 });

const file = vectors('receipt-words.json');
for (const v of file.good) {
  test(`receipt in words: ${v.name}: ${v['digits']}`, async () => {
    assert.deepEqual(await receiptWords(v['digits'] as string, list), v['words']);
    assert.deepEqual(await readReceiptWords(v['typed'] as string, list), { digits: v['digits'] });
  });
}
for (const v of file.bad) {
  test(`receipt in words refused: ${v.name}`, async () => assert.ok('fault' in (await readReceiptWords(v['typed'] as string, list))));
}

test('what is wrong with words is told apart', async () => {
  const words = await receiptWords('0123456789012345678901234567', list);
  assert.deepEqual(await readReceiptWords(words.slice(1).join(' '), list), { fault: 'count', count: 9 });
  assert.deepEqual(await readReceiptWords([...words.slice(1), 'wwww'].join(' '), list), { fault: 'unknown', word: 'wwww' });
  assert.deepEqual(await readReceiptWords([...words].reverse().join(' '), list), { fault: 'check' });
});

for (const [language, load] of Object.entries(wordLists)) {
  test(`the ${language} list has 2,048 words, and every receipt comes back from them`, async () => {
    const real = await load();
    assert.equal(new Set(real.map((word) => word.normalize('NFKD').replace(/\p{M}/gu, ''))).size, 2048);
    await fc.assert(
      fc.asyncProperty(digits, async (receipt) => {
        const shown = (await receiptWords(receipt, real)).join(' ');
        assert.deepEqual(await readReceiptWords(shown, real), { digits: receipt });
        assert.ok(looksLikeWords(shown));
      }),
      { numRuns: 30 },
    );
  });
}

test('digits with a letter that looks like one are not taken for words', () => {
  assert.equal(looksLikeWords('O123 4567 89o1'), false);
  assert.equal(looksLikeWords('1. apple'), true);
});

test('near is one letter more, fewer, other, or changed with its neighbour', () => {
  for (const near of ['apple', 'aple', 'appple', 'apble', 'appel', 'xapple', 'appl']) assert.ok(isNear(near, 'apple'), near);
  for (const far of ['ape', 'paplw', 'apricot', 'elppa', '']) assert.equal(isNear(far, 'apple'), false, far);
});
