import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { deriveReceipt, formatReceipt, newReceipt, parseReceipt } from '../../../src/Sealing/receipt.ts';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 28, maxLength: 28 });

test('a new receipt is 28 digits, and another one each time', () => {
  const receipts = Array.from({ length: 50 }, newReceipt);
  assert.equal(new Set(receipts).size, 50);
  for (const receipt of receipts) assert.match(receipt, /^\d{28}$/);
});

test('every digit is as likely as any other', () => {
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 1000; i++) for (const digit of newReceipt()) counts[Number(digit)]!++;
  // 28,000 draws, 2,800 of each expected, standard deviation 50: 350 is seven of them.
  for (const count of counts) assert.ok(Math.abs(count - 2800) < 350, counts.join(' '));
});

test('a receipt reads back from the way it is shown, in any grouping', () => {
  fc.assert(
    fc.property(digits, fc.constantFrom(' ', '-', '\u00a0', '\u2013', '\n', '\u200e'), (receipt, gap) => {
      assert.equal(parseReceipt(formatReceipt(receipt)), receipt);
      assert.equal(parseReceipt(` ${receipt.replace(/(..)/g, `$1${gap}`)}`), receipt);
    }),
  );
});

test('digits of other scripts are read by their value', () => {
  const zeros = ['٠', '۰', '०', '০', '๐', '０', '𝟎', '𝟘', '𞥐'];
  for (const zero of zeros) {
    const first = zero.codePointAt(0)!;
    const text = Array.from({ length: 28 }, (_, i) => String.fromCodePoint(first + (i % 10))).join('');
    assert.equal(parseReceipt(text), '0123456789012345678901234567', `zero is ${zero}`);
  }
});

test('anything but 28 digits is refused', () => {
  const good = '1234567890123456789012345678';
  for (const bad of [
    '',
    good.slice(1),
    `${good}1`,
    `${good.slice(1)}a`,
    `${good.slice(1)}½`,
    `${good.slice(1)}一`,
    ' '.repeat(500) + good,
  ]) {
    assert.equal(parseReceipt(bad), null, bad);
  }
});

test('one receipt has other keys in another deployment', async () => {
  const receipt = newReceipt();
  const here = await deriveReceipt(receipt, new Uint8Array(16));
  const again = await deriveReceipt(receipt, new Uint8Array(16));
  const there = await deriveReceipt(receipt, randomBytes(16));
  assert.deepEqual(here.lookup, again.lookup);
  assert.deepEqual(here.signing.publicKey, again.signing.publicKey);
  assert.notDeepEqual(here.lookup, there.lookup);
  assert.notDeepEqual(here.box.publicKey, there.box.publicKey);
});
