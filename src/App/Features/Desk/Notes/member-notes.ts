// The notes on all reports, opened in this tab's memory: the team's, and those that the member keeps alone.

import type { KeyRing } from '../../../../Escrow/Releasing/unlock.ts';
import { emptySheet, openSheet, type Sheet, sealSheet } from '../../../../Escrow/Sheets/sheet.ts';
import { type Merged, merge, sameSheet } from '../../../../Escrow/Sheets/sheet-merge.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '../../../../Sealing/wire.ts';
import { CallFailed } from '../desk-api.ts';
import { newestOf, openedByAny } from '../newest-key.ts';
import type { Colleague, NotesApi, SealedVersion } from './notes-api.ts';

/** With what they are opened and sealed. */
export interface NotesKey {
  readonly ring: KeyRing;
  readonly deployment: Bytes;
  /** The member's id. */
  readonly member: string;
}

/** A version as it was opened. */
interface Known {
  readonly version: number;
  /** Null where it could not be opened. */
  readonly sheet: Sheet | null;
}

/** What came of saving. */
export interface Saved extends Merged {
  /** Whether somebody else had saved meanwhile. */
  readonly met: boolean;
}

// Each time somebody else came first. So often in a row nobody does.
const mostTries = 5;

export class MemberNotes {
  private readonly known = new Map<string, Known>();
  private last = 0;
  private people: readonly Colleague[] = [];

  constructor(
    private readonly api: Pick<NotesApi, 'sheets' | 'write'>,
    private readonly key: NotesKey,
  ) {}

  /** The member who is at this desk. */
  get member(): string {
    return this.key.member;
  }

  /** To whom a report can be given, by name. */
  get colleagues(): readonly Colleague[] {
    return this.people;
  }

  /** Fetches and opens what is new. @throws CallFailed where the site does not give it; what was opened stays. */
  async take(): Promise<void> {
    for (let more = true; more; ) {
      const answer = await this.api.sheets(this.last);
      for (const version of answer.sheets) await this.open(version);
      this.people = answer.colleagues;
      this.last = answer.last;
      more = answer.more;
    }
  }

  team(handle: string): Sheet {
    return this.sheetOf(handle, false);
  }

  own(handle: string): Sheet {
    return this.sheetOf(handle, true);
  }

  /** Whether there are notes that could not be opened: then nothing may be saved over them. */
  isClosed(handle: string, own: boolean): boolean {
    return this.known.get(nameOf(handle, own))?.sheet === null;
  }

  /** All labels that the team uses, in the order of the alphabet. */
  labels(): readonly string[] {
    const all = [...this.known].flatMap(([name, { sheet }]) => (name.startsWith('team') ? (sheet?.labels ?? []) : []));
    return [...new Set(all)].sort((a, b) => a.localeCompare(b));
  }

  /**
   * Saves the change from `base` to `mine` on what is there now.
   * @throws RangeError for more than a sheet holds; MalformedError for what no sheet holds; CallFailed. Then nothing is saved.
   */
  async save(handle: string, own: boolean, base: Sheet, mine: Sheet): Promise<Saved> {
    for (let tries = 1; ; tries++) {
      const { version, sheet: theirs } = this.known.get(nameOf(handle, own)) ?? { version: 0, sheet: emptySheet };
      if (theirs === null) throw new SealingError('wrong-key', 'nothing is saved over notes that do not open');
      const merged = merge(base, mine, theirs);
      const met = !sameSheet(base, theirs);
      if (sameSheet(merged.sheet, theirs)) return { ...merged, met };
      const next = version + 1;
      const sealed = await sealSheet(newestOf(this.key.ring).sheets, this.placeOf(handle, own, next), merged.sheet);
      try {
        await this.api.write({ handle, own, version: next, sealed: toBase64Url(sealed), epoch: this.key.ring.keys[0]!.epoch });
      } catch (e) {
        if (!(e instanceof CallFailed && e.reason === 'sheet-changed') || tries === mostTries) throw e;
        await this.take();
        continue;
      }
      this.known.set(nameOf(handle, own), { version: next, sheet: merged.sheet });
      return { ...merged, met };
    }
  }

  private sheetOf(handle: string, own: boolean): Sheet {
    return this.known.get(nameOf(handle, own))?.sheet ?? emptySheet;
  }

  private async open({ handle, own, version, sealed }: SealedVersion): Promise<void> {
    const name = nameOf(handle, own);
    // What was saved here comes back, and an older one never takes the place of a newer one.
    if ((this.known.get(name)?.version ?? 0) >= version) return;
    this.known.set(name, { version, sheet: await this.opened(this.placeOf(handle, own, version), sealed) });
  }

  private opened(place: ReturnType<MemberNotes['placeOf']>, sealed: string): Promise<Sheet | null> {
    return openedByAny(this.key.ring, (key) => openSheet(key.sheets, place, fromBase64Url(sealed)));
  }

  private placeOf(handle: string, own: boolean, version: number) {
    return { deployment: this.key.deployment, handle: fromBase64Url(handle), owner: own ? this.key.member : null, version };
  }
}

const nameOf = (handle: string, own: boolean): string => `${own ? 'own' : 'team'} ${handle}`;
