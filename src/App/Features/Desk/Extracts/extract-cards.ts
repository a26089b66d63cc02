// The cards of the reports that were shown. One that was made is kept while the desk is unlocked: what is typed in it stays.
import type { DeskReport } from '../opened-desk.ts';
import { ExtractCard, type ExtractView } from './extract-card.ts';

export class ExtractCards {
  private readonly made = new Map<string, { readonly card: ExtractCard; report: DeskReport }>();

  constructor(private readonly view: ExtractView) {}

  of(report: DeskReport): HTMLElement {
    const known = this.made.get(report.handle);
    if (!known) {
      const card = new ExtractCard(report, this.view);
      this.made.set(report.handle, { card, report });
      return card.place;
    }
    known.report = report;
    known.card.show(report);
    return known.card.place;
  }

  /** Once others' requests and approvals have come. */
  takeIn(): void {
    for (const { card, report } of this.made.values()) card.show(report);
  }
}
