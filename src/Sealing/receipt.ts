// The 28 digits that a reporter keeps, and the keys they give (docs/formats/receipt.md).
import { hkdf } from './digest.ts';
import { keysOfSeed, type NumbersKeys, numbersLength, seedOfNumbers } from './numbers-keys.ts';
import { randomBelow } from './random.ts';
import { type Bytes, label } from './wire.ts';

/** Digits of a receipt. */
export const receiptLength = numbersLength;

/** Longer inputs are refused unread. */
const longestInput = 400;

/** The keys that a receipt gives: `lookup` finds her reports, `signing` signs statements and its public key is the family, `box` opens her own reports for herself. */
export interface ReceiptKeys extends NumbersKeys {
  /** 32 bytes from which the keys of drafts on her device come. */
  readonly draft: Bytes;
  /** 32 bytes from which the keys of her seats in circles come. */
  readonly circles: Bytes;
}

/** A new receipt: 28 random digits (93 bits), each equally likely. */
export const newReceipt = (): string => Array.from({ length: receiptLength }, () => randomBelow(10)).join('');

/** Seven groups of four, as it is shown. */
export const formatReceipt = (digits: string): string => digits.replace(/(....)(?=.)/g, '$1 ');

/**
 * Reads a receipt as people type or paste it: decimal digits of any script, O for 0 and I or l for 1; white space,
 * punctuation and invisible format characters between them are skipped. Words: receipt-words.ts.
 * @returns the 28 digits, or null for anything else.
 */
export function parseReceipt(text: string): string | null {
  if (text.length > longestInput) return null;
  let digits = '';
  for (const c of text) {
    if (/\p{Nd}/u.test(c)) digits += digitOf(c.codePointAt(0)!);
    else if (/[Oo]/.test(c)) digits += '0';
    else if (/[IiLl|]/.test(c)) digits += '1';
    else if (!/[\s\p{White_Space}\p{P}\u2212\p{Cf}]/u.test(c)) return null;
  }
  return digits.length === receiptLength ? digits : null;
}

/** Unicode encodes each set of decimal digits as ten code points in a row, so a digit's value is its place in the row. */
export function digitOf(codePoint: number): number {
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}

/** The keys of a receipt in the deployment with this 16-byte id. Takes a second or so on an old phone, on purpose. */
export async function deriveReceipt(digits: string, deployment: Bytes): Promise<ReceiptKeys> {
  const seed = await seedOfNumbers(digits, 'receipt', deployment);
  const keys = await receiptKeysFromSeed(seed);
  seed.fill(0);
  return keys;
}

/** The keys of a 32-byte seed: PBKDF2's result, or random in tests. */
export async function receiptKeysFromSeed(seed: Bytes): Promise<ReceiptKeys> {
  return {
    ...(await keysOfSeed(seed, 'receipt')),
    draft: await hkdf(seed, label('chorus/v1/receipt-draft'), 32),
    circles: await hkdf(seed, label('chorus/v1/receipt-circles'), 32),
  };
}
