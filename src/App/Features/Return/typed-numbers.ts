// The numbers or words of a card, as people type them: of a receipt, and of a code for letters.
import { parseReceipt, receiptLength } from '../../../Sealing/receipt.ts';

/** What to say of something else: a message id, and what fills its places. */
export interface Mistyped {
  readonly digits?: undefined;
  readonly failed: string;
  readonly count?: number;
  readonly word?: string;
}

/** The 28 digits of what was typed: digits, or words of the page's language or of another that has a list. */
export async function readTyped(typed: string, language: string): Promise<{ digits: string } | Mistyped> {
  const digits = parseReceipt(typed);
  if (digits !== null) return { digits };
  const { looksLikeWords, readReceiptWords } = await import('../../../Sealing/receipt-words.ts');
  if (!looksLikeWords(typed)) return { failed: 'return.count', count: countDigits(typed) };
  const { wordLists } = await import('../../../Sealing/word-lists.ts');
  const own = (a: string, b: string) => Number(b === language) - Number(a === language);
  let first: Mistyped | null = null;
  for (const code of Object.keys(wordLists).sort(own)) {
    const reading = await readReceiptWords(typed, await wordLists[code]!());
    if ('digits' in reading) return reading;
    const { fault, ...places } = reading;
    // Ten words of a list in a wrong order say more than that another list lacks them.
    if (first === null || fault === 'check') first = { failed: sentenceOf[fault], ...places };
    // As many words in each language.
    if (fault === 'count') break;
  }
  return first!;
}

const sentenceOf = { count: 'return.words.count', unknown: 'return.words.unknown', check: 'return.words.check' };

const countDigits = (typed: string) => Math.min((typed.match(/\p{Nd}/gu) ?? []).length, 10 * receiptLength);
