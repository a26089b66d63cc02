// Words that are blacked out in an extract (docs/formats/extract.md).

/** What takes a word's place, however long it was. */
export const black = '█████';

/** A text made comparable, and where each of its letters came from. */
interface Folded {
  readonly letters: string;
  /** For each UTF-16 unit of `letters` the place in the text; one more at the end for the text's length. */
  readonly at: readonly number[];
}

/** Puts five black squares in the place of each of these words: in capitals or not, with accents or without, over the ends of lines. */
export function blackOut(text: string, words: readonly string[]): string {
  const { letters, at } = fold(text);
  const found = words.map((word) => fold(word).letters.trim()).flatMap((word) => (word === '' ? [] : placesOf(word, letters)));
  found.sort(([a], [b]) => a - b);
  let out = '';
  let done = 0;
  for (let i = 0; i < found.length; ) {
    // Where words overlap or touch, all of them is one black.
    const [start] = found[i]!;
    let [, end] = found[i]!;
    for (i++; i < found.length && found[i]![0] <= end; i++) end = Math.max(end, found[i]![1]);
    out += text.slice(done, at[start]) + black;
    done = at[end]!;
  }
  return out + text.slice(done);
}

/** The words that a person typed, one a line, each once. */
export const wordsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

// At every place, so that one that begins inside of another is found too.
function placesOf(word: string, letters: string): [number, number][] {
  const places: [number, number][] = [];
  for (let i = letters.indexOf(word); i >= 0; i = letters.indexOf(word, i + 1)) places.push([i, i + word.length]);
  return places;
}

/** Small letters without accents; what is not seen is left out; any run of white space is one space, quotes and dashes are of one kind. */
function fold(text: string): Folded {
  let letters = '';
  const at: number[] = [];
  let place = 0;
  for (const sign of text) {
    const made = foldedSign(sign);
    if (!(made === ' ' && letters.endsWith(' '))) {
      letters += made;
      for (let i = 0; i < made.length; i++) at.push(place);
    }
    place += sign.length;
  }
  return { letters, at: [...at, place] };
}

const foldedSign = (sign: string): string =>
  [...sign.normalize('NFKD')]
    .filter((part) => !unseen.test(part) && !(accent.test(part) && !vowel.test(part)))
    .join('')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\u0307/g, '')
    .replace(/ı/g, 'i')
    .replace(/ß/g, 'ss')
    .replace(/\s/g, ' ')
    .replace(/[‘’‚‛ʼ′`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-');

const unseen = /[\p{Default_Ignorable_Code_Point}\u0640]/u;
const accent = /\p{Mn}/u;
// Marks that are vowels of their own: without them other words would look the same.
const vowel = /[\p{Script=Devanagari}\p{Script=Bengali}]/u;
