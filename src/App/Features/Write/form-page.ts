// What the page around a form does: "/write", or the change of a report that was sent.
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import type { Fields } from './fields.ts';

export interface FormPage {
  /** Something was typed or another question is shown. */
  kept(fields: Fields, at: string): void;
  /** Seal and send. Resolves to the message id of what went wrong, or to null. @throws NotThere */
  send(draft: ReportDraft, fields: Fields): Promise<string | null>;
  /** Fetches what sending needs, before it is pressed. */
  prepareToSend(): void;
  /** Another question is shown, and whether the person asked for it (so that Back can undo it). */
  moved(at: string, byPerson: boolean, isFirst: boolean): void;
  /** Back was asked for at the first question. */
  left(): void;
}
