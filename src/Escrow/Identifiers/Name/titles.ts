// Forms of address in several languages, as the words they are once transliterated.
import byLanguage from './titles.json' with { type: 'json' };

// Longest first, so that "sig ra" goes as a whole.
const titles = Object.values(byLanguage)
  .flat()
  .map((title) => title.split(' '))
  .sort((a, b) => b.length - a.length);

/** The words without titles; all of them if nothing else would be left. */
export function withoutTitles(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let i = 0; i < words.length; ) {
    const title = titles.find((parts) => parts.every((word, at) => words[i + at] === word));
    if (title === undefined) kept.push(words[i]!);
    i += title?.length ?? 1;
  }
  return kept.length > 0 ? kept : words;
}
