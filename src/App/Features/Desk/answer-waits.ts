// Who waits for an answer, and who for longer than was promised: as the site counts it, by its own clock.
import type { DeskIndex } from './desk-api.ts';
import type { DeskReport } from './opened-desk.ts';

/** That a reporter waits. */
export interface AnswerWait {
  /** Since which hour. */
  readonly since: string;
  readonly days: number;
  /** Whether that is longer than was promised. */
  readonly late: boolean;
}

export class AnswerWaits {
  private byHandle: ReadonlyMap<string, AnswerWait> = new Map();

  /** Takes what the site knows, in place of what it knew before. */
  take({ reports }: DeskIndex): void {
    this.byHandle = new Map(reports.flatMap(({ handle, waits }) => (waits ? [[handle, waits] as const] : [])));
  }

  of = ({ handle }: DeskReport): AnswerWait | null => this.byHandle.get(handle) ?? null;

  /** How many wait for longer than was promised. */
  get late(): number {
    return [...this.byHandle.values()].filter(({ late }) => late).length;
  }
}
