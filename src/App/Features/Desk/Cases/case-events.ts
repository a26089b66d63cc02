// A case's events as the page reads them: lines that the site accepted, and what in the case has a name or number.
import type { CaseAnswer, KeptContent } from './case-api.ts';

/** Sealed content as an event refers to it. */
export interface SealedReference {
  readonly id: string;
  readonly hash: string;
}

export interface CaseEvent {
  readonly kind: string;
  readonly id: string;
  readonly time: string;
  readonly actor: { readonly pseudonym: string; readonly role: string };
  readonly [member: string]: unknown;
}

export const eventsOf = ({ events }: Pick<CaseAnswer, 'events'>): readonly CaseEvent[] =>
  events.map(({ line }) => JSON.parse(line) as CaseEvent);

export const isReference = (value: unknown): value is SealedReference =>
  typeof value === 'object' && value !== null && typeof (value as SealedReference).id === 'string' && 'hash' in value;

/** The next number with this letter that no event names: x3 after x1 and x2. */
export function nextNumber(letter: string, events: readonly CaseEvent[]): string {
  const taken = events.flatMap((event) =>
    [...JSON.stringify(event).matchAll(new RegExp(`"${letter}([0-9]+)"`, 'gu'))].map((m) => Number(m[1])),
  );
  return `${letter}${Math.max(0, ...taken) + 1}`;
}

/** The next pseudonym of a word: witness-2. */
export function nextPseudonym(word: string, parties: readonly { readonly party: string }[]): string {
  const taken = parties.filter(({ party }) => party.startsWith(`${word}-`)).map(({ party }) => Number(party.slice(word.length + 1)));
  return `${word}-${Math.max(0, ...taken) + 1}`;
}

/** The sealed identity of each person that is named, by pseudonym; the newest where one was put right. */
export function identities(events: readonly CaseEvent[]): ReadonlyMap<string, SealedReference> {
  const found = new Map<string, SealedReference>();
  for (const event of events) {
    const who = event.kind === 'party-named' ? event['party'] : event.kind === 'adviser-named' ? event['adviser'] : null;
    if (typeof who === 'string' && isReference(event['identity'])) found.set(who, event['identity']);
  }
  return found;
}

/** The sealed parts of an event, by member. */
export const sealedParts = (event: CaseEvent): readonly (readonly [string, SealedReference])[] =>
  Object.entries(event).flatMap(([name, value]) => (isReference(value) ? [[name, value] as const] : []));

/** The content behind a reference; undefined where the site has none any more. */
export const contentOf = (reference: SealedReference, { contents }: Pick<CaseAnswer, 'contents'>): KeptContent | undefined =>
  contents.find(({ id, hash }) => id === reference.id && hash === reference.hash);
