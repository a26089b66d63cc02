// Which released reports belong together, and on what they agree (docs/formats/release.md, "Groups").
import { isIdentifierKind, strengthOf } from '../Identifiers/identifier-kind.ts';

/** A group of rows as the desk's API gives it. */
export interface GroupAnswer {
  /** base64url. */
  readonly run: string;
  /** base64url. */
  readonly tag: string;
  readonly members: readonly { readonly handle: string; readonly version: number; readonly slot: number }[];
  /** Reports at other organisations; a name only for those of the same matching network. */
  readonly elsewhere: readonly Elsewhere[];
}

/** How many others there are at one organisation; null where it is not of the same matching network. */
export interface Elsewhere {
  readonly organisation: string | null;
  readonly count: number;
}

/** Reports that were released together. */
export interface Group {
  /** The run in which it was released, base64url. */
  readonly run: string;
  /** Handles in base64url, sorted. */
  readonly handles: readonly string[];
  readonly elsewhere: readonly Elsewhere[];
  /** All reports of the group, here and elsewhere: 2 or more. */
  readonly size: number;
  /** The kinds of identifier on which they agree, sorted; empty where no report could be opened. */
  readonly kinds: readonly string[];
  /** Only a name or a role agrees: people have to check before the reports are treated as about one person. */
  readonly possible: boolean;
}

/** The kind of identifier that a released slot of a report held; null where it is padding or the report did not open. */
export type KindOfSlot = (handle: string, version: number, slot: number) => string | null;

/**
 * Merges rows into groups: those of one run with the same set of reports are one group with all their kinds; a group
 * that a later one contains, with the same kinds, is left out; a single report is not a group.
 * @param answers newest run first, as the site gives them.
 */
export function mergeGroups(answers: readonly GroupAnswer[], kindOfSlot: KindOfSlot): Group[] {
  const merged = new Map<string, { answer: GroupAnswer; handles: string[]; kinds: Set<string> }>();
  for (const answer of answers) {
    const handles = [...new Set(answer.members.map((m) => m.handle))].sort();
    if (handles.length === 0 || sizeOf(handles, answer.elsewhere) < 2) continue;
    const key = `${answer.run} ${handles.join(' ')} ${elsewhereKey(answer.elsewhere)}`;
    const group = merged.get(key) ?? { answer, handles, kinds: new Set<string>() };
    merged.set(key, group);
    for (const { handle, version, slot } of answer.members) {
      const kind = kindOfSlot(handle, version, slot);
      if (kind !== null) group.kinds.add(kind);
    }
  }
  const groups: Group[] = [];
  // A group that contains another has its first report: only those few are compared.
  const byHandle = new Map<string, Group[]>();
  for (const { answer, handles, kinds } of merged.values()) {
    const group: Group = {
      run: answer.run,
      handles,
      elsewhere: answer.elsewhere,
      size: sizeOf(handles, answer.elsewhere),
      kinds: [...kinds].sort(),
      possible: ![...kinds].some((kind) => isIdentifierKind(kind) && strengthOf(kind) === 'strong'),
    };
    if (byHandle.get(handles[0]!)?.some((later) => contains(later, group))) continue;
    groups.push(group);
    for (const handle of handles) byHandle.set(handle, [...(byHandle.get(handle) ?? []), group]);
  }
  return groups;
}

const sizeOf = (handles: readonly string[], elsewhere: readonly Elsewhere[]): number =>
  handles.length + elsewhere.reduce((sum, e) => sum + e.count, 0);

const elsewhereKey = (elsewhere: readonly Elsewhere[]): string =>
  elsewhere
    .map((e) => `${e.organisation ?? ''}:${e.count}`)
    .sort()
    .join(' ');

const contains = (later: Group, earlier: Group): boolean =>
  later.size >= earlier.size &&
  earlier.handles.every((h) => later.handles.includes(h)) &&
  earlier.kinds.every((k) => later.kinds.includes(k));
