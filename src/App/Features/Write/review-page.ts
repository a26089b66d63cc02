// The page before sending: what was answered and who could read it, and the button that sends. Fetched before it is reached.
import './Bundled/shown.ts';
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { filesIn, isWaiting } from '../Attachments/form-files.ts';
import { type Fields, many, nothingWritten, unaskedIn } from './fields.ts';
import type { Hold } from './hold.ts';
import { hourOf } from './hour-of.ts';
import { LineWatch } from './line-watch.ts';
import { setMend } from './mends-shown.ts';
import { asked, factsOf, type Questionnaire } from './questionnaire.ts';
import { showReaders } from './readers-list.ts';
import { toDraft } from './report-draft.ts';
import { notThere, type Text } from './texts.ts';
import { rowsOf, showRows, WordsOfForm } from './words-of-form.ts';

/** The form around the page. */
export interface Around {
  readonly form: HTMLFormElement;
  readonly section: HTMLElement;
  readonly questionnaire: Questionnaire;
  readonly text: Text;
  fields(): Fields;
  /** What has to be put right first; the form leads there if there is any. */
  hasMends(fields: Fields): Promise<boolean>;
  change(question: string): void;
  /** Seals and sends. Resolves to the message id of what went wrong, or to null. */
  send(draft: ReportDraft, fields: Fields): Promise<string | null>;
  readonly hold: Hold;
}

export class ReviewPage {
  readonly #around: Around;
  readonly #line = new LineWatch();
  #isShown = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Whether it shows what would be sent. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** Shows what the form holds now. */
  show() {
    const { form, section, questionnaire, text } = this.#around;
    const fields = this.#around.fields();
    const facts = factsOf(questionnaire, fields);
    const draft = this.#draftOf(fields);
    const rows = rowsOf(questionnaire, asked(questionnaire, facts), draft, new WordsOfForm(form), text, filesIn(many(fields, 'files')));
    showRows(section.querySelector('[data-answers]') as HTMLElement, rows, text, (question) => this.#around.change(question));
    setMend(section, '');
    showReaders(section, questionnaire, fields, facts, text);
    this.#isShown = true;
  }

  /** Another page is shown, or nothing is to be sent any more. */
  leave() {
    this.#line.stop();
    this.#isShown = false;
  }

  /** Says what went wrong with sending. `locked`: only the same bytes may be sent again. */
  say(message: string, locked: boolean) {
    const { section, text } = this.#around;
    setMend(section, text(message));
    this.#button.textContent = text('send.again');
    for (const button of section.querySelectorAll<HTMLElement>('[data-answers] button')) button.hidden = locked;
    // It was pressed before the page was loaded anew.
    if (locked && message === 'send.offline') this.#sendLater();
  }

  /** Says what is being waited for; sending goes on. */
  tell(message: string, places: Record<string, number>) {
    setMend(this.#around.section, this.#around.text(message, places));
  }

  /** Sends what is shown. */
  send(): Promise<void> {
    return this.#around.hold.during(this.#around.form, this.#button, () => this.#send());
  }

  async #send() {
    const { section, text } = this.#around;
    const button = this.#button;
    const before = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = text('send.busy');
    this.#line.stop();
    setMend(section, '');
    try {
      const failed = await this.#sent();
      if (failed !== null) setMend(section, text(failed));
      if (failed === 'send.offline') this.#sendLater();
    } finally {
      button.removeAttribute('aria-busy');
      if (button.textContent === text('send.busy')) button.textContent = before;
    }
  }

  async #sent(): Promise<string | null> {
    const fields = this.#around.fields();
    if (nothingWritten(fields)) return 'review.nothing';
    if (isWaiting(many(fields, 'files'))) return 'files.wait';
    try {
      if (await this.#around.hasMends(fields)) return null;
      return await this.#around.send(this.#draftOf(fields), fields);
    } catch (e) {
      return notThere(e) === 'later.renewed' ? 'later.renewed' : 'send.offline';
    }
  }

  // What she wrote under questions that are asked no more goes too, and is shown first.
  #draftOf(fields: Fields): ReportDraft {
    const draft = toDraft(this.#around.questionnaire, fields, hourOf(new Date()));
    return { ...draft, answers: { ...unaskedIn(this.#around.form, fields), ...draft.answers } };
  }

  // She pressed the button: what she sees is what is sent, as soon as the line is back. Whatever she does meanwhile comes first.
  #sendLater() {
    this.#line.wait(() => {
      if (this.#around.hold.isOn) this.#sendLater();
      else if (this.#isShown && this.#button.offsetParent !== null) void this.send();
    });
  }

  get #button(): HTMLButtonElement {
    return this.#around.section.querySelector('[data-send]') as HTMLButtonElement;
  }
}
