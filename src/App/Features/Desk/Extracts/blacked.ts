// Words that are blacked out in an extract (docs/formats/extract.md).

/** What takes a word's place, however long it was. */
export const black = '█████';

/** Puts five black squares in the place of each of these words, in capitals or not. */
export function blackOut(text: string, words: readonly string[]): string {
  if (words.length === 0) return text;
  // The longest first: where one word begins with another, all of it goes.
  const any = [...words].map((word) => word.normalize()).sort((a, b) => b.length - a.length);
  return text.normalize().replace(new RegExp(any.map(literally).join('|'), 'giu'), black);
}

const literally = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, (mark) => `\\u{${mark.codePointAt(0)!.toString(16)}}`);

/** The words that a person typed, one a line, each once. */
export const wordsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
