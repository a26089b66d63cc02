import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pluralRule } from '../../../src/App/Components/Texts/plural-rule.ts';
import { Words } from '../../../src/App/Components/Texts/words.ts';

const forms = (rule: string, counts: readonly number[]) => counts.map(pluralRule(rule));

test('plural rules of several languages choose as gettext does', () => {
  assert.deepEqual(forms('n != 1', [0, 1, 2]), [1, 0, 1]);
  assert.deepEqual(forms('(n > 1)', [0, 1, 2]), [0, 0, 1]);
  assert.deepEqual(forms('0', [0, 1, 5]), [0, 0, 0]);
  const polish = 'n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2';
  assert.deepEqual(forms(polish, [1, 2, 5, 12, 22, 25, 112]), [0, 1, 2, 2, 1, 2, 2]);
  const arabic = 'n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5';
  assert.deepEqual(forms(arabic, [0, 1, 2, 3, 11, 100, 103]), [0, 1, 2, 3, 4, 5, 3]);
  assert.deepEqual(forms('!(n == 1) - 0 + 1', [1, 2]), [1, 2]);
});

test('a rule outside the grammar is refused', () => {
  for (const bad of ['', 'n ==', 'n = 1', 'm', '(n', 'n ? 1', 'alert(1)', 'n 1']) assert.throws(() => pluralRule(bad), SyntaxError, bad);
});

const words = new Words({
  language: 'en',
  rule: 'n != 1',
  messages: { hello: ['Hello {name}'], others: ['{n} other at {place}', '{n} others at {place}'] },
});

test('texts are filled, counted and listed', () => {
  assert.equal(words.text('hello', { name: 'Ana' }), 'Hello Ana');
  assert.equal(words.count('others', 1, { place: 'here' }), '1 other at here');
  assert.equal(words.count('others', 3, { place: 'here' }), '3 others at here');
  assert.equal(words.list(['a name', 'a phone number']), 'a name and a phone number');
});

test('what fills a place cannot open another', () => {
  assert.equal(words.text('hello', { name: '{n}' }), 'Hello {n}');
});

test('a text that is missing shows its id', () => {
  assert.equal(words.text('nowhere'), 'nowhere');
});
