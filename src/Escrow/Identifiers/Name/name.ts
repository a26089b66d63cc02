// A person's name at a place: plain words without titles, nicknames as their base form, sorted. Twin of NameIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { normalisePlace } from '../place.ts';
import { words } from '../Text/words.ts';
import nicknames from './nicknames.json' with { type: 'json' };
import { withoutTitles } from './titles.ts';

/** The file lists base form to nicknames; here it is turned round. */
const baseForms = new Map(
  Object.entries(nicknames).flatMap(([base, line]) => line.split(' ').map((nickname) => [nickname, base] as const)),
);

export async function nameCanonical(identifier: Identifier): Promise<Attempt> {
  const all = await words(identifier.value);
  if (!all.some((word) => /[a-z]/.test(word))) return refuse('nothing-readable');
  const name = withoutTitles(all)
    .map((word) => baseForms.get(word) ?? word)
    .sort();
  return accept(`${name.join(' ')}|${await normalisePlace(identifier.place)}`);
}
