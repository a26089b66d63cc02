// A text as plain words: what is left of it when script, accents, case and punctuation do not count.
import { ask } from '../tables.ts';
import { clean } from './characters.ts';

/** AnyAscii's tables are half a megabyte: in a browser those of a script come with the first name that is written in it. */
export async function transliterate(text: string): Promise<string> {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return ask(await import('any-ascii'), ({ default: anyAscii }) => anyAscii(text));
}

/**
 * The words of a text in their order, each of a-z and 0-9 only. An apostrophe joins (O'Brien is one word), all other
 * punctuation divides.
 */
export async function words(text: string): Promise<string[]> {
  const plain = await transliterate(clean(text));
  return plain
    .replace(/['`]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
