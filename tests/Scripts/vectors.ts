import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One entry of a file of test vectors; vectors/README.md says what each holds. */
export type Vector = { readonly name: string } & Readonly<Record<string, unknown>>;

/** The parsed vectors/NAME, read from the repository's root, where the tests are started. */
export const vectors = (name: string): { readonly good: readonly Vector[]; readonly bad: readonly Vector[] } =>
  JSON.parse(readFileSync(join(process.cwd(), 'vectors', name), 'utf8'));
