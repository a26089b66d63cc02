// What somebody does at a place (with shift or crew, if known): plain words in their order. Twin of RoleIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { normalisePlace } from '../place.ts';
import { words } from '../Text/words.ts';
import articles from './articles.json' with { type: 'json' };

export async function roleCanonical(identifier: Identifier): Promise<Attempt> {
  let role = await words(identifier.value);
  // "the night supervisor" and "night supervisor" are one; a title stays, since here it may be the whole role.
  if (role.length > 1 && articles.includes(role[0]!)) role = role.slice(1);
  return role.length === 0 ? refuse('nothing-readable') : accept(`${role.join(' ')}|${await normalisePlace(identifier.place)}`);
}
