// The word lists of BIP 39, by the code of the page's language; a language without a list shows digits alone.
import type { WordList } from './receipt-words.ts';

/** Each list is a chunk of its own, fetched when words are shown or typed. */
export const wordLists: Readonly<Record<string, () => Promise<WordList>>> = {
  en: async () => (await import('@scure/bip39/wordlists/english.js')).wordlist,
  es: async () => (await import('@scure/bip39/wordlists/spanish.js')).wordlist,
  fr: async () => (await import('@scure/bip39/wordlists/french.js')).wordlist,
  pt: async () => (await import('@scure/bip39/wordlists/portuguese.js')).wordlist,
  zh: async () => (await import('@scure/bip39/wordlists/simplified-chinese.js')).wordlist,
};
