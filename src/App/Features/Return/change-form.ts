// The form in which a report is changed. Fetched when somebody wants to change one.
import '../Write/Bundled/shown.ts';
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { AttachFiles } from '../Attachments/attach-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import { unaskedAnswers } from '../Write/earlier.ts';
import { many } from '../Write/fields.ts';
import { REVIEW } from '../Write/flow.ts';
import { toFields } from '../Write/report-draft.ts';
import { SealedForm } from '../Write/sealed-form.ts';
import type { Text } from '../Write/texts.ts';
import type { Questions } from './questions.ts';
import type { OpenedReport, Visit } from './visit.ts';

customElements.define('attach-files', AttachFiles);
customElements.define('voice-note', VoiceNote);
customElements.define('sealed-form', SealedForm);

/** What is changed now, of which visit. */
export interface Changed {
  readonly visit: Visit;
  readonly report: OpenedReport;
}

export class ChangeForm {
  readonly #questions: Questions;
  readonly #form: SealedForm;
  #changed: Changed | null = null;

  /** @param done what to do when it was sent, or left. */
  constructor(questions: Questions, text: Text, done: (isSaved: boolean) => void) {
    this.#questions = questions;
    this.#form = questions.element as SealedForm;
    this.#form.start(questions.questionnaire, text, {
      kept: () => {},
      moved: () => {},
      left: () => done(false),
      prepareToSend: () => void import('./changing.ts').catch(() => {}),
      send: async (draft, fields) => {
        const failed = await this.#send(draft, many(fields, 'files'));
        if (failed === null) {
          this.#form.empty();
          done(true);
        }
        return failed;
      },
    });
    this.#form.querySelector('[data-leave]')?.addEventListener('click', () => done(false));
  }

  /** Fills it with a report and shows the page before sending, from which each answer can be changed. */
  open(changed: Changed) {
    const { document, files } = changed.report;
    if (!document) return;
    this.#changed = changed;
    this.#form.open({ ...toFields(document, this.#questions.questionnaire), ...(files.length > 0 && { files }) }, REVIEW);
    this.#form.querySelector<HTMLElement>('#q-review')?.focus();
  }

  /** Empties it. @returns the files that were added and not sent, as the form keeps them. */
  forget(): string[] {
    const files = many(this.#form.fields, 'files');
    this.#changed = null;
    this.#form.empty();
    return files;
  }

  async #send(draft: ReportDraft, files: readonly string[]): Promise<string | null> {
    if (!this.#changed) return 'send.offline';
    const { changeReport } = await import('./changing.ts');
    const { visit, report } = this.#changed;
    // What she answered under questions that are asked no more stays in her report.
    const answers = report.document
      ? { ...unaskedAnswers(report.document, this.#questions.questionnaire), ...draft.answers }
      : draft.answers;
    return changeReport(visit, report, { ...draft, answers }, files, (message, places) => this.#form.tell(message, places));
  }
}
