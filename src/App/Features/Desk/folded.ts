// Text made comparable for searching: the same word is found however it was typed.
import { digitOf } from '../../../Sealing/receipt.ts';

// Letters that NFKD leaves whole and that people type without their stroke, hook or dots.
const alike = new Map(
  ['łl', 'đd', 'øo', 'ħh', 'ŧt', 'æae', 'œoe', 'ςσ', 'ىي', 'یي', 'ةه', 'کك'].map(([from, ...to]) => [from!, to.join('')]),
);
const alikes = new RegExp(`[${[...alike.keys()].join('')}]`, 'gu');

// Accents of every script that shares them, Arabic vowel signs among them, the dot below of Devanagari, which many leave
// out, and what has no shape. The vowel signs of Hindi and Bengali belong to one script and stay: they are letters.
const unread = /[\p{Script=Inherited}\u093c\u0640\p{Cf}]/gu;

// Scripts of India, Bengal and Arabia write numbers in figures of their own.
const figures = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/gu;

/** Without case, accents and the shapes of letters (NFKD, and upper case before lower: ß is ss, ı is i). */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(unread, '')
    .toUpperCase()
    .toLowerCase()
    .replace(unread, '')
    .replace(alikes, (letter) => alike.get(letter)!)
    .replace(figures, (sign) => String(digitOf(sign.codePointAt(0)!)));

const between = /[^\p{L}\p{M}\p{N}]+/gu;
const numbers = /\d(?:[ ()./-]{0,2}\d){3,}/gu;

/** Folded, with one space before each word and at the end. Numbers written in pieces, as phone numbers are, stand in it once more whole. */
export function searchable(text: string): string {
  const plain = folded(text);
  const whole = [...plain.matchAll(numbers)].map(([number]) => number.replace(/\D/gu, ''));
  return ` ${[plain, ...whole].join(' ').replace(between, ' ').trim()} `;
}

/**
 * The words that a query asks for, folded. One with a space before it has to begin a word; the others are found anywhere.
 */
export function termsOf(query: string): readonly string[] {
  const text = folded(query);
  const terms = segments(text).flatMap(({ segment, index }) => {
    const word = segment.replace(between, ' ').trim();
    const inside = letter.test(text.slice(0, index)) || joined.test(word);
    return word === '' ? [] : [inside ? word : ` ${word}`];
  });
  return [...new Set(terms)];
}

// Chinese or Thai has no spaces to cut at. A browser that does not know where their words begin leaves what was typed in
// one piece: then it is found where it stands in just this order, which is less, and never something else.
function segments(text: string): readonly { readonly segment: string; readonly index: number }[] {
  if (typeof Intl.Segmenter !== 'function') return [...text.matchAll(words)].map((match) => ({ segment: match[0], index: match.index }));
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].filter((s) => s.isWordLike);
}
const words = /[\p{L}\p{M}\p{N}]+/gu;
const letter = /[\p{L}\p{M}\p{N}]$/u;

// In these a word may stand behind another without a space, or behind an article. So may numbers: the beginning of a
// phone number is written in many ways.
const joined =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Arabic}\p{sc=Hebrew}]|^\d{3,}$/u;

/** Whether every term is in a text that was made {@link searchable}. */
export const holdsAll = (text: string, terms: readonly string[]): boolean => terms.every((term) => text.includes(term));
