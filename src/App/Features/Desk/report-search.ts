// Full-text search over what this browser has opened. The texts are in memory only and go with the reports they are of.
import { inPieces } from '../../../Escrow/Depositing/piece.ts';
import type { Facts } from './facts.ts';
import { holdsAll, searchable, termsOf } from './folded.ts';
import type { DeskReport } from './opened-desk.ts';

export class ReportSearch {
  // Weak: locking drops the reports, and with them what was made of them.
  private readonly texts = new WeakMap<DeskReport, string>();

  constructor(private readonly facts: Facts) {}

  /** Whether a report holds every word of a query, in any order; an empty query is in each. */
  finder(query: string): (report: DeskReport) => boolean {
    const terms = termsOf(query);
    return (report) => terms.length === 0 || holdsAll(this.textOf(report), terms);
  }

  /** Everything that the report's page says in words, made comparable; made when it is first asked for. */
  textOf(report: DeskReport): string {
    const known = this.texts.get(report);
    if (known !== undefined) return known;
    const made = searchable(this.wordsOf(report).join('\n'));
    this.texts.set(report, made);
    return made;
  }

  private wordsOf({ opened, messages }: DeskReport): string[] {
    if (!opened) return [];
    const { document } = opened;
    const answers = Object.entries(document.answers).flatMap(([question, answer]) =>
      inPieces(answer)
        ? answer.flatMap((piece) => [piece.text, this.facts.time(piece)])
        : [answer ?? []].flat().map((value) => this.facts.option(document, question, String(value))),
    );
    const who = document.identifiers.map((identifier) => this.facts.identifier(identifier));
    const files = (document.attachments ?? []).map((file) => file.name);
    const said = messages.flatMap((message) => (message.refused === undefined ? [message.text] : []));
    return [...answers, ...who, ...files, ...said];
  }
}
