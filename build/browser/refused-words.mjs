// The words that no text may hold, one list a language (src/App/Texts/refused/, docs/texts.md). src/App/Languages/RefusedWords.cs
// reads the same lists for the words that a questionnaire brings of its own.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the list of a language.
 * @returns {{words: string[], inCases: string[], sentences: string[]} | null} the words, those of them that texts about cases
 * may use all the same, and the sentences that they must refuse; null where there is no list.
 */
export function readRefused(folder, language) {
  const file = join(folder, 'refused', `${language}.txt`);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return {
    words: lines.filter((line) => !line.startsWith('!')).map((line) => line.replace(/^~\s*/, '')),
    inCases: lines.filter((line) => line.startsWith('~')).map((line) => line.slice(1).trim()),
    sentences: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()),
  };
}

// A letter, a mark or a digit of any script. \b and \w know only the Latin ones.
const letter = '[\\p{L}\\p{M}\\p{N}]';

/** @returns {(text: string) => string[]} what a text holds of these words. */
export function finder(words) {
  if (words.length === 0) return () => [];
  const patterns = words.map((word) =>
    unified(word)
      .replace(/[\\^$.+?()[\]{}|/]/g, '\\$&')
      .replaceAll('*', `${letter}*`)
      .replace(/\s+/g, '\\s+'),
  );
  const any = new RegExp(`(?<!${letter})(?:${patterns.join('|')})(?!${letter})`, 'giu');
  return (text) => unified(text).match(any) ?? [];
}

// One way to write an apostrophe and an accent.
const unified = (text) => text.normalize('NFC').replace(/[’ʼ]/g, "'");

/** One sentence for each fault: a text that holds a refused word, a list that is missing or does not refuse what it has to. */
export function wordingFaults(language, shown, messages, list) {
  if (list === null)
    return [`src/App/Texts/refused/${language}.txt is missing: write the words to refuse in this language before its texts.`];
  const found = finder(list.words);
  // What staff must say of a case until a finding is final ("alleged") is said to no reporter.
  const foundInCases = finder(list.words.filter((word) => !list.inCases.includes(word)));
  const idle = list.sentences.filter((sentence) => found(sentence).length === 0);
  return [
    ...(list.sentences.length === 0 ? [`refused/${language}.txt has no sentence to refuse: write some, each after a "!".`] : []),
    ...idle.map((sentence) => `refused/${language}.txt does not refuse its sentence "${sentence}".`),
    ...Object.entries(messages).flatMap(([key, text]) =>
      (key.startsWith('desk.case.') ? foundInCases : found)([text].flat().join('\n')).map(
        (word) =>
          `${shown}: "${key.replace('\u0004', ' | ').slice(0, 60)}" says "${word}", which refused/${language}.txt refuses. Say it in other words.`,
      ),
    ),
  ];
}
