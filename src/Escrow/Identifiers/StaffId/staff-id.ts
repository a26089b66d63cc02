// A staff number at a place: its letters and digits, leading zeros kept. Twin of StaffIdIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { normalisePlace } from '../place.ts';
import { words } from '../Text/words.ts';

export async function staffIdCanonical(identifier: Identifier): Promise<Attempt> {
  const number = (await words(identifier.value)).join('');
  return number === '' ? refuse('nothing-readable') : accept(`${number}|${await normalisePlace(identifier.place)}`);
}
