// The 28 digits that a reporter keeps, and the keys they give (docs/formats/receipt.md).
import { hkdf, pbkdf2 } from './digest.ts';
import { type BoxKey, boxKeyFromPrivate } from './hpke.ts';
import { randomBelow } from './random.ts';
import { type SigningKey, signingKeyFromSeed } from './signing.ts';
import { type Bytes, concat, label, utf8 } from './wire.ts';

/** Digits of a receipt. */
export const receiptLength = 28;

const iterations = 600_000;
/** Longer inputs are refused unread. */
const longestInput = 400;

/** The keys that a receipt gives. */
export interface ReceiptKeys {
  /** 16 bytes given to the site, which finds her reports by them. Tells nothing about the other two. */
  readonly lookup: Bytes;
  /** Signs statements; its public key is the family. */
  readonly signing: SigningKey;
  /** Opens her own reports for herself. */
  readonly box: BoxKey;
  /** 32 bytes from which the keys of drafts on her device come. */
  readonly draft: Bytes;
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
  if (!/^[0-9]{28}$/.test(digits)) throw new RangeError(`a receipt has ${receiptLength} digits`);
  const seed = await pbkdf2(utf8(digits), concat(label('chorus/v1/receipt'), deployment), iterations);
  const keys = await receiptKeysFromSeed(seed);
  seed.fill(0);
  return keys;
}

/** The keys of a 32-byte seed: PBKDF2's result, or random in tests. */
export async function receiptKeysFromSeed(seed: Bytes): Promise<ReceiptKeys> {
  if (seed.length !== 32) throw new RangeError("a receipt's seed is 32 bytes");
  return {
    lookup: await hkdf(seed, label('chorus/v1/receipt-lookup'), 16),
    signing: await signingKeyFromSeed(await hkdf(seed, label('chorus/v1/receipt-sign'), 32)),
    box: await boxKeyFromPrivate(await hkdf(seed, label('chorus/v1/receipt-box'), 32)),
    draft: await hkdf(seed, label('chorus/v1/receipt-draft'), 32),
  };
}
