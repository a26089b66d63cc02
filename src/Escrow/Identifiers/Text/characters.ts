// One spelling for characters that look or count the same, by the tables that the C# twin reads too: browsers carry different
// versions of Unicode, and the same bytes must come out everywhere.
import tables from './characters.json' with { type: 'json' };

const zeros = [...tables.decimalZeros].map((zero) => zero.codePointAt(0)!);
const pairs = readPairs([...tables.compositions.join('')]);

/**
 * Drops what cannot be seen, makes every white space one space and every decimal digit ASCII, narrows full-width letters,
 * joins letters with the marks that follow them, and trims.
 */
export function clean(text: string): string {
  const kept: string[] = [];
  for (const letter of text) {
    const folded = fold(letter);
    const last = kept.at(-1);
    if (folded === '') continue;
    if (folded === ' ') {
      if (last !== undefined && last !== ' ') kept.push(' ');
      continue;
    }
    const joined = last === undefined ? undefined : join(last, folded);
    if (joined === undefined) kept.push(folded);
    else kept[kept.length - 1] = joined;
  }
  if (kept.at(-1) === ' ') kept.pop();
  return kept.join('');
}

/**
 * Lower case, character by character and without context, so that a final sigma depends on nothing. A capital I with a dot is
 * what a Turkish keyboard makes of i, and becomes a plain i.
 */
export function lowerCase(text: string): string {
  let result = '';
  for (const letter of text) {
    if (!isLoneSurrogate(letter)) result += letter === 'İ' ? 'i' : letter.toLowerCase();
  }
  return result;
}

const isLoneSurrogate = (letter: string): boolean => letter.length === 1 && letter >= '\ud800' && letter <= '\udfff';

function fold(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code > 0x20 && code < 0x7f) return letter;
  if (within(tables.spaces, code)) return ' ';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || isLoneSurrogate(letter) || within(tables.ignored, code)) return '';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  const zero = zeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? letter : String(code - zero);
}

const within = (ranges: readonly number[][], code: number): boolean => ranges.some((range) => code >= range[0]! && code <= range[1]!);

/** The one character for a letter and the mark after it (Unicode chapter 3.11 and, for Hangul, 3.12), or undefined. */
function join(first: string, second: string): string | undefined {
  const [a, b] = [first.codePointAt(0)!, second.codePointAt(0)!];
  if (a >= 0x1100 && a < 0x1113 && b >= 0x1161 && b < 0x1176) {
    return String.fromCodePoint(0xac00 + ((a - 0x1100) * 21 + (b - 0x1161)) * 28);
  }
  if (a >= 0xac00 && a < 0xd7a4 && (a - 0xac00) % 28 === 0 && b > 0x11a7 && b < 0x11c3) return String.fromCodePoint(a + b - 0x11a7);
  return pairs.get(first + second);
}

function readPairs(triples: readonly string[]): Map<string, string> {
  const read = new Map<string, string>();
  for (let i = 0; i < triples.length; i += 3) read.set(triples[i]! + triples[i + 1]!, triples[i + 2]!);
  return read;
}
