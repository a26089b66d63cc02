// Titles of cases as this tab opened them, for the list and for searching in it. They go with the view when it is locked.
import { holdsAll, searchable, termsOf } from '../folded.ts';
import type { CaseEntry } from './case-api.ts';
import type { CaseSealing } from './case-sealing.ts';

/** What of a case its title is opened by. */
export type Titled = Pick<CaseEntry, 'id' | 'title' | 'titleId' | 'titleHash'>;

interface Opened {
  /** Null where it does not open. */
  readonly text: string | null;
  readonly searched: string;
}

const millisecondsAtOnce = 12;

export class CaseTitles {
  private readonly known = new Map<string, Opened>();

  constructor(private readonly sealing: Pick<CaseSealing, 'open'>) {}

  /** The title; null where it does not open; undefined where there is none or nobody has opened it yet. */
  of(entry: Titled): string | null | undefined {
    const name = nameOf(entry);
    return name === null ? undefined : this.known.get(name)?.text;
  }

  /** How many of them have no title, or one that was tried. */
  opened(entries: readonly Titled[]): number {
    return entries.filter((entry) => !this.waits(entry)).length;
  }

  /** Opens one, unless it was opened before. */
  async open(entry: Titled): Promise<string | null | undefined> {
    const { id, title, titleId, titleHash } = entry;
    const name = nameOf(entry);
    if (name === null || title === null || titleId === null || titleHash === null) return undefined;
    const known = this.known.get(name);
    if (known) return known.text;
    const text = await this.sealing.open(id, titleId, title, titleHash);
    this.known.set(name, { text, searched: searchable(text ?? '') });
    return text;
  }

  /**
   * Opens all that are not, in pieces between which the page answers.
   * @param step called after each piece.
   * @param goOn asked before each piece: whether anybody still looks.
   */
  async openAll(entries: readonly Titled[], step: () => void, goOn: () => boolean): Promise<void> {
    const waiting = entries.filter((entry) => this.waits(entry));
    for (let next = 0; next < waiting.length; step()) {
      await new Promise((go) => setTimeout(go));
      if (!goOn()) return;
      const since = performance.now();
      do await this.open(waiting[next++]!);
      while (next < waiting.length && performance.now() - since < millisecondsAtOnce);
    }
  }

  /** Whether a title holds every word of a query, in any order; an empty query is in each. */
  finder(query: string): (entry: Titled) => boolean {
    const terms = termsOf(query);
    if (terms.length === 0) return () => true;
    return (entry) => {
      const name = nameOf(entry);
      return name !== null && holdsAll(this.known.get(name)?.searched ?? '', terms);
    };
  }

  private waits(entry: Titled): boolean {
    const name = nameOf(entry);
    return name !== null && !this.known.has(name);
  }
}

// With the hash, so that what the site gives another time in the same place is opened and compared anew.
const nameOf = ({ id, title, titleId, titleHash }: Titled): string | null =>
  title === null || titleId === null || titleHash === null ? null : `${id} ${titleId} ${titleHash}`;
