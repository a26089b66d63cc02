import sentences from './refusals.json' with { type: 'json' };

/** Either a canonical form, or why there is none: a short stable code and an English sentence that says what to do. */
export type Attempt =
  | { readonly ok: true; readonly canonical: string }
  | { readonly ok: false; readonly code: RefusalCode; readonly sentence: string; readonly country?: string };

export type RefusalCode = keyof typeof sentences;

export const accept = (canonical: string): Attempt => ({ ok: true, canonical });

/** `country` is a name for the sentence. */
export function refuse(code: RefusalCode, country?: string): Attempt {
  const sentence = sentences[code].replace('{country}', country ?? '');
  return country === undefined ? { ok: false, code, sentence } : { ok: false, code, sentence, country };
}
