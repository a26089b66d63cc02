import { words } from './Text/words.ts';

/**
 * Where somebody is known: the place's words in their order, transliterated, lower case, joined by single spaces; empty for none.
 * Titles stay: in an address "Dr" is a drive and "St" a street.
 */
export const normalisePlace = async (place: string | null | undefined): Promise<string> => (await words(place ?? '')).join(' ');
