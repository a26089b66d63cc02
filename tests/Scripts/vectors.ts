import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parsed vectors/NAME, read from the repository's root, where the tests are started. */
export const vectors = <T>(name: string): T => JSON.parse(readFileSync(join(process.cwd(), 'vectors', name), 'utf8')) as T;

/** Bytes of hex digits. */
export const hex = (digits: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
