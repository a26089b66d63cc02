// Which reports this member has not read yet, in this version or with their newest messages.
import type { DeskApi, DeskIndex } from './desk-api.ts';
import { type DeskReport, nameOf } from './opened-desk.ts';

export class ReadMarks {
  /** How many messages there were when a version was last shown; nothing for one that never was. */
  private readonly read = new Map<string, number>();

  constructor(private readonly api: Pick<DeskApi, 'markRead'>) {}

  /** Takes what the site knows, from this browser or another of this member's. */
  take({ reports }: DeskIndex): void {
    for (const entry of reports) if (entry.read !== null) this.set(nameOf(entry), entry.read);
  }

  isUnread({ answer }: DeskReport): boolean {
    const read = this.read.get(nameOf(answer));
    return read === undefined || read < answer.messages;
  }

  /** Notes that reports are shown: here at once, and at the site for colleagues to see. @returns once the site has it. */
  async show(reports: readonly DeskReport[]): Promise<void> {
    const unread = reports.filter((report) => this.isUnread(report)).map(({ answer }) => answer);
    for (const entry of unread) this.set(nameOf(entry), entry.messages);
    await Promise.all(unread.map((entry) => this.api.markRead(entry)));
  }

  private set(name: string, messages: number): void {
    this.read.set(name, Math.max(messages, this.read.get(name) ?? 0));
  }
}
