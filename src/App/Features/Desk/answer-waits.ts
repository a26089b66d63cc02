// Who waits for an answer, and who for longer than was promised: as the site counts it, by its own clock, less what only this browser
// can know: that all that nobody has answered says that nothing was done.
import { asksNothing } from '../../../Escrow/Messages/retaliation-watch.ts';
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

  of = ({ handle, messages }: Pick<DeskReport, 'handle' | 'messages'>): AnswerWait | null =>
    asksNothing(messages) ? null : (this.byHandle.get(handle) ?? null);

  /** How many wait for longer than was promised. @param opened what is open by now. */
  late(opened: readonly Pick<DeskReport, 'handle' | 'messages'>[]): number {
    const quiet = new Set(opened.filter(({ messages }) => asksNothing(messages)).map(({ handle }) => handle));
    return [...this.byHandle].filter(([handle, { late }]) => late && !quiet.has(handle)).length;
  }
}
