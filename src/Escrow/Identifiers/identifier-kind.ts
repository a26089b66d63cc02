// The kinds of identifier, their words and strengths (docs/formats/identifiers.md).

export const identifierKinds = ['email', 'phone', 'profile', 'staff-id', 'vehicle', 'name', 'role'] as const;

export type IdentifierKind = (typeof identifierKinds)[number];

export type Strength = 'weak' | 'medium' | 'strong';

export const isIdentifierKind = (word: unknown): word is IdentifierKind => identifierKinds.includes(word as IdentifierKind);

/** How much an agreement on a kind says about it being the same person. Below strong, a match is shown as *possible*. */
export function strengthOf(kind: IdentifierKind): Strength {
  if (kind === 'name') return 'medium';
  return kind === 'role' ? 'weak' : 'strong';
}
