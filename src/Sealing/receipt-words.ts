// The 28 digits of a receipt as ten words (docs/formats/receipt.md): another way to write the same number.
import { sha256 } from './digest.ts';
import { type Bytes, label, utf8 } from './wire.ts';

/** Words of a receipt. */
export const receiptWordCount = 10;

/** 2,048 words, so that each stands for 11 bits. */
export type WordList = readonly string[];

/** What became of words that were typed. */
export type WordsReading =
  | { readonly digits: string }
  /** Not ten words. */
  | { readonly fault: 'count'; readonly count: number }
  /** A word that is not in the list, nor near one of it. */
  | { readonly fault: 'unknown'; readonly word: string }
  /** Ten words of the list that do not belong together: one of them is another word, or two changed places. */
  | { readonly fault: 'check' };

const receipts = 10n ** 28n;
const checkBits = 16n;
/** Longer inputs are refused unread. */
const longestInput = 400;
/** So many ways to read misspelt words are tried; the check bits let a wrong one through once in 2^16. */
const mostReadings = 256;
/** The characters of the Chinese list, with their first extension: each is a word by itself. */
const han = '\\u3400-\\u4dbf\\u4e00-\\u9fff';
/** The letters with an accent in these languages, and under each the letter without it: a table, as C# has no NFKD here. */
const accented = 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ';
const bare = 'aaaaaaceeeeiiiinooooouuuuyy';
const word = new RegExp(`[${han}]|(?:(?![${han}])\\p{L})+`, 'gu');

/** The ten words of a receipt's 28 digits. Latin words come with their accents, as they are written. */
export async function receiptWords(digits: string, list: WordList): Promise<string[]> {
  let number = (BigInt(digits) << checkBits) | (await checkOf(digits));
  const words: string[] = [];
  for (let i = 0; i < receiptWordCount; i++) {
    words.unshift(list[Number(number & 2047n)]!.normalize('NFC'));
    number >>= 11n;
  }
  return words;
}

/** Whether what was typed looks like words. A few single letters among digits (O for 0, l for 1) do not. */
export const looksLikeWords = (text: string): boolean => /[\u3400-\u4dbf\u4e00-\u9fff]|\p{L}{2}/u.test(text.normalize('NFC'));

/**
 * Reads ten words as people type them: in any case, with or without accents, a word known by its first four letters or
 * misspelt by one letter. Digits and marks between them (a numbered list) are skipped.
 */
export async function readReceiptWords(text: string, list: WordList): Promise<WordsReading> {
  if (text.length > longestInput) return { fault: 'count', count: receiptWordCount + 1 };
  const typed = plain(text).match(word) ?? [];
  if (typed.length !== receiptWordCount) return { fault: 'count', count: typed.length };
  const known = list.map(plain);
  let readings: number[][] = [[]];
  for (const one of typed) {
    const meant = wordsMeant(one, known);
    if (meant.length === 0) return { fault: 'unknown', word: one };
    readings = readings.flatMap((reading) => meant.map((index) => [...reading, index])).slice(0, mostReadings);
  }
  const found = new Set<string>();
  for (const reading of readings) {
    const digits = await digitsOf(reading);
    if (digits !== null) found.add(digits);
  }
  return found.size === 1 ? { digits: [...found][0]! } : { fault: 'check' };
}

async function digitsOf(words: readonly number[]): Promise<string | null> {
  const number = words.reduce((sum, word) => (sum << 11n) | BigInt(word), 0n);
  const receipt = number >> checkBits;
  if (receipt >= receipts) return null;
  const digits = String(receipt).padStart(28, '0');
  return (await checkOf(digits)) === (number & ((1n << checkBits) - 1n)) ? digits : null;
}

async function checkOf(digits: string): Promise<bigint> {
  const hash: Bytes = await sha256(label('chorus/v1/receipt-words'), utf8(digits));
  return BigInt((hash[0]! << 8) | hash[1]!);
}

/** Without case and accents: e and é are one letter to who types in haste. */
const plain = (text: string): string =>
  text
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[à-ÿ]/g, (letter) => bare[accented.indexOf(letter)] ?? letter);

function wordsMeant(typed: string, known: readonly string[]): number[] {
  const exact = known.indexOf(typed);
  if (exact >= 0) return [exact];
  const begun = typed.length < 4 ? [] : indexes(known, (word) => word.slice(0, 4) === typed.slice(0, 4));
  return begun.length > 0 ? begun : indexes(known, (word) => isNear(typed, word));
}

const indexes = (known: readonly string[], fits: (word: string) => boolean): number[] =>
  known.flatMap((word, index) => (fits(word) ? [index] : []));

/** One letter more, fewer, other, or changed with its neighbour. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
