// Two members who change one sheet at once: neither one's words go under (docs/formats/sheet.md).
import { mostLabels, type Sheet } from './sheet.ts';

/** What of a sheet is one choice: two different ones cannot both stand. */
export type Chosen = 'assigned' | 'due' | 'aside';

export interface Merged {
  readonly sheet: Sheet;
  /** Of these somebody else chose another meanwhile: theirs stands. */
  readonly kept: readonly Chosen[];
  /** Labels for which there was no room beside theirs. */
  readonly leftOut: readonly string[];
}

/** Makes the change from `base` to `mine` on `theirs`, which was made from `base` too. */
export function merge(base: Sheet, mine: Sheet, theirs: Sheet): Merged {
  const has = (sheet: Sheet, id: string) => sheet.notes.some((note) => note.id === id);
  const added = mine.notes.filter((note) => !has(base, note.id) && !has(theirs, note.id));
  const stay = theirs.notes.filter((note) => !has(base, note.id) || has(mine, note.id));
  const wanted = mine.labels.filter((label) => !base.labels.includes(label) && !theirs.labels.includes(label));
  const labels = theirs.labels.filter((label) => !base.labels.includes(label) || mine.labels.includes(label));
  const room = Math.max(0, mostLabels - labels.length);
  const kept: Chosen[] = [];
  const chosen = <K extends Chosen>(name: K): Sheet[K] => {
    if (same(mine[name], base[name]) || same(mine[name], theirs[name])) return theirs[name];
    if (same(theirs[name], base[name])) return mine[name];
    kept.push(name);
    return theirs[name];
  };
  const sheet = {
    notes: [...stay, ...added],
    labels: [...labels, ...wanted.slice(0, room)],
    assigned: chosen('assigned'),
    due: chosen('due'),
    aside: chosen('aside'),
  };
  return { sheet, kept, leftOut: wanted.slice(room) };
}

/** Whether two hold the same. */
export const sameSheet = (a: Sheet, b: Sheet): boolean =>
  same(
    a.notes.map(({ id }) => id),
    b.notes.map(({ id }) => id),
  ) &&
  same(a.labels, b.labels) &&
  same(a.assigned, b.assigned) &&
  same(a.due, b.due) &&
  same(a.aside, b.aside);

// Made by one program from one type: their members stand in one order.
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
