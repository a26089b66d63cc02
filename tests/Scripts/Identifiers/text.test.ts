import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import tables from '../../../src/Escrow/Identifiers/Text/characters.json' with { type: 'json' };
import { clean } from '../../../src/Escrow/Identifiers/Text/characters.ts';
import { domainToAscii } from '../../../src/Escrow/Identifiers/Text/domain.ts';

test('the table of compositions is what Unicode composes', () => {
  const letters = [...tables.compositions.join('')];
  assert.equal(letters.length % 3, 0);
  for (let i = 0; i < letters.length; i += 3) {
    assert.equal((letters[i]! + letters[i + 1]!).normalize('NFC'), letters[i + 2]);
  }
});

test('cleaning joins every letter and mark that Unicode joins', () => {
  for (let code = 0xc0; code < 0x3100; code++) {
    const letter = String.fromCodePoint(code);
    if (letter.normalize('NFC') !== letter || clean(letter) === '') continue;
    assert.equal(clean(letter.normalize('NFD')), clean(letter), code.toString(16));
  }
});

test('Hangul syllables are joined from their letters', () => {
  for (let code = 0xac00; code <= 0xd7a3; code += 7) {
    const syllable = String.fromCodePoint(code);
    assert.equal(clean(syllable.normalize('NFD')), syllable);
  }
});

test('the table of digits holds zeros', () => {
  for (const zero of tables.decimalZeros) {
    for (let i = 0; i < 10; i++) assert.match(String.fromCodePoint(zero.codePointAt(0)! + i), /\p{Nd}/u);
    assert.equal(clean(zero), '0');
  }
});

test('a host gets the ASCII form that the address bar gives it', () => {
  const label = fc.string({
    unit: fc.constantFrom(...'abcxyz019äöüéñçßığšžабвгдеёжзиклмнюяαβγδε例え東京한글'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(label, (text) => {
      const host = `${text}.example`;
      assert.equal(domainToAscii(host), new URL(`http://${host}`).hostname);
    }),
  );
});
