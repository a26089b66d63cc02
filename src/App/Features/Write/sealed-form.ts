// <sealed-form>: shows the form's questions one at a time and, at the end, who could read what. It seals and sends nothing
// itself: the page that it stands on says what sending means (writing.ts for a first report, own-reports.ts for a change).
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { AttachFiles } from '../Attachments/attach-files.ts';
import { filesIn, isWaiting, putFiles } from '../Attachments/form-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import { carriedFields } from './earlier.ts';
import { type Fields, fillForm, many, nothingWritten, readForm } from './fields.ts';
import { Flow, REVIEW } from './flow.ts';
import { IdentifierFields } from './identifier-fields.ts';
import { LineWatch } from './line-watch.ts';
import type { Mend } from './mends.ts';
import { PieceFields } from './piece-fields.ts';
import { asked, factsOf, type Questionnaire } from './questionnaire.ts';
import { showReaders } from './readers-list.ts';
import { hourOf, toDraft } from './report-draft.ts';
import type { Text } from './texts.ts';
import { rowsOf, showRows, WordsOfForm } from './words-of-form.ts';

/** What the page around the form does. */
export interface Page {
  /** Something was typed or another question is shown. */
  kept(fields: Fields, at: string): void;
  /** Seal and send. Resolves to the message id of what went wrong, or to null. */
  send(draft: ReportDraft, fields: Fields): Promise<string | null>;
  /** Another question is shown, and whether the person asked for it (so that Back can undo it). */
  moved(at: string, byPerson: boolean, isFirst: boolean): void;
  /** Back was asked for at the first question. */
  left(): void;
}

const base = globalThis.HTMLElement ?? class {};

export class SealedForm extends base {
  #questionnaire!: Questionnaire;
  #text!: Text;
  #page!: Page;
  #flow!: Flow;
  #form!: HTMLFormElement;
  #identifiers!: IdentifierFields;
  readonly #line = new LineWatch();
  #pieces: PieceFields[] = [];

  /** Wires the form up. Called once, before `open`. */
  start(questionnaire: Questionnaire, text: Text, page: Page) {
    this.#questionnaire = questionnaire;
    this.#text = text;
    this.#page = page;
    this.#form = this.querySelector('form') as HTMLFormElement;
    this.#identifiers = new IdentifierFields(this.#form, text, () => this.#keep());
    this.#pieces = questionnaire.questions
      .filter((question) => question.kind === 'pieces')
      .map((question) => new PieceFields(this.#section(question.id), text, () => this.#keep()));
    nameCountries(this.#form, questionnaire.language);
    for (const each of this.querySelectorAll('attach-files, voice-note'))
      if (each instanceof AttachFiles || each instanceof VoiceNote) each.start(this.#form, text);
    this.#form.addEventListener('input', (event) => {
      forgetMend(event.target as Element);
      this.#keep();
    });
    this.#form.addEventListener('change', () => this.#keep());
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#go();
    });
    this.#form.addEventListener('click', (event) => this.#clicked(event.target as Element));
  }

  /** The words of the questions, for showing a report elsewhere on the page. */
  get words(): WordsOfForm {
    return new WordsOfForm(this.#form);
  }

  get fields(): Fields {
    return readForm(this.#form);
  }

  /** Fills the form and shows a question, the first by default. */
  open(kept: Fields, at?: string) {
    const fields = carriedFields(kept, this.#questionnaire);
    const isNew = Object.keys(fields).length === 0;
    this.#form.reset();
    this.#identifiers.prepare(fields);
    for (const pieces of this.#pieces) pieces.prepare(fields);
    if (!isNew) fillForm(this.#form, fields);
    putFiles(this.#form, many(fields, 'files'));
    this.#presetQuorum();
    this.#flow = new Flow(this.#questionnaire, at, readForm(this.#form));
    this.#show(false);
  }

  /** Empties every field and summary. */
  empty() {
    this.#line.stop();
    this.#form.reset();
    putFiles(this.#form, []);
    for (const pieces of this.#pieces) pieces.prepare({});
    for (const field of this.#form.querySelectorAll('textarea')) field.value = '';
    for (const shown of this.#form.querySelectorAll('[data-answers], [data-readers]')) shown.replaceChildren();
  }

  goTo(at: string) {
    this.#flow.goTo(at);
    this.#show(false);
    this.#focusHeading();
  }

  back() {
    const before = this.#flow.before(this.fields);
    if (before === null) this.#page.left();
    else this.goTo(before);
  }

  /** Says what went wrong with sending, on the review page. `locked`: only the same bytes may be sent again. */
  say(message: string, locked: boolean) {
    const review = this.#section(REVIEW);
    setMend(review, this.#text(message));
    this.#sendButton.textContent = this.#text('send.again');
    for (const button of review.querySelectorAll<HTMLElement>('[data-answers] button')) button.hidden = locked;
  }

  /** Says on the review page what is being waited for; sending goes on. */
  tell(message: string, places: Record<string, number>) {
    setMend(this.#section(REVIEW), this.#text(message, places));
  }

  get #sendButton(): HTMLButtonElement {
    return this.#form.querySelector('[data-send]') as HTMLButtonElement;
  }

  #clicked(target: Element) {
    if (target.closest('[data-go]')) void this.#go();
    else if (target.closest('[data-skip]')) this.#skip();
    else if (target.closest('[data-send]')) void this.#send();
  }

  async #go() {
    if (this.#flow.at === REVIEW) return;
    const fields = this.fields;
    const mends = await this.#mends(fields);
    this.#showMends(mends);
    if (mends.length === 0) this.#next(fields);
  }

  #skip() {
    // What was written at length stays: whoever skips does not mean to lose it, and can remove it piece by piece.
    const kind = this.#questionnaire.questions.find((q) => q.id === this.#flow.at)?.kind;
    if (kind === 'pieces' || kind === 'long-text') return this.#next(this.fields);
    for (const field of this.#section(this.#flow.at).querySelectorAll<HTMLInputElement>('input, textarea, select')) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
      else field.value = '';
    }
    this.#section(this.#flow.at).dispatchEvent(new Event('skipped'));
    this.#identifiers.show();
    this.#presetQuorum();
    this.#next(this.fields);
  }

  #next(fields: Fields) {
    this.#flow.next(fields);
    this.#show(true);
  }

  async #mends(fields: Fields): Promise<Mend[]> {
    try {
      const { mendsOf } = await import('./mends.ts');
      return await mendsOf(this.#flow.at, this.#questionnaire, fields);
    } catch {
      // The check could not be fetched. It comes again before sealing, so nobody is held up here.
      return [];
    }
  }

  async #send() {
    const button = this.#sendButton;
    if (button.getAttribute('aria-busy') === 'true') return;
    const before = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = this.#text('send.busy');
    this.#line.stop();
    setMend(this.#section(REVIEW), '');
    try {
      const fields = this.fields;
      if (nothingWritten(fields)) return setMend(this.#section(REVIEW), this.#text('review.nothing'));
      if (isWaiting(many(fields, 'files'))) return setMend(this.#section(REVIEW), this.#text('files.wait'));
      const { firstMends } = await import('./mends.ts');
      const mends = await firstMends(this.#questionnaire, fields);
      if (mends.length > 0) {
        this.#flow.change(mends[0]!.question, fields);
        this.#show(true);
        return this.#showMends(mends);
      }
      const failed = await this.#page.send(toDraft(this.#questionnaire, fields, hourOf(new Date())), fields);
      if (failed !== null) setMend(this.#section(REVIEW), this.#text(failed));
      if (failed === 'send.offline') this.#sendLater();
    } catch {
      setMend(this.#section(REVIEW), this.#text('send.offline'));
      this.#sendLater();
    } finally {
      button.removeAttribute('aria-busy');
      if (button.textContent === this.#text('send.busy')) button.textContent = before;
    }
  }

  // She pressed the button: what she sees is what is sent, as soon as the line is back. Whatever she does meanwhile comes first.
  #sendLater() {
    this.#line.wait(() => {
      if (this.#flow.at === REVIEW && this.#sendButton.offsetParent !== null) void this.#send();
    });
  }

  #keep() {
    if (this.#flow) this.#page.kept(this.fields, this.#flow.at);
  }

  #show(byPerson: boolean) {
    const at = this.#flow.at;
    if (at !== REVIEW) this.#line.stop();
    const fields = this.fields;
    for (const section of this.#form.querySelectorAll<HTMLElement>('[data-question]')) section.hidden = section.dataset.question !== at;
    this.#showProgress(fields);
    this.#form.dispatchEvent(new Event('step'));
    if (at === 'who') this.#identifiers.show();
    if (at === REVIEW) this.#showReview(fields);
    this.#page.moved(at, byPerson, this.#flow.before(this.fields) === null);
    this.#keep();
    if (byPerson) this.#focusHeading();
  }

  #focusHeading() {
    window.scrollTo(0, 0);
    this.#section(this.#flow.at).querySelector<HTMLElement>('h2')?.focus();
  }

  #showProgress(fields: Fields) {
    const { part, of } = this.#flow.progress(fields);
    const progress = this.#form.querySelector('[data-progress]') as HTMLElement;
    progress.hidden = false;
    (progress.querySelector('[data-part]') as HTMLElement).textContent = this.#text('write.part', { part, of });
    const bar = progress.querySelector('[data-bar]') as HTMLElement;
    bar.replaceChildren(
      ...Array.from({ length: of }, (_, i) => {
        const step = document.createElement('i');
        if (i < part) step.className = 'done';
        return step;
      }),
    );
  }

  #showReview(fields: Fields) {
    const review = this.#section(REVIEW);
    const draft = toDraft(this.#questionnaire, fields, hourOf(new Date()));
    const facts = factsOf(this.#questionnaire, fields);
    const rows = rowsOf(
      this.#questionnaire,
      asked(this.#questionnaire, facts),
      draft,
      this.words,
      this.#text,
      filesIn(many(fields, 'files')),
    );
    showRows(review.querySelector('[data-answers]') as HTMLElement, rows, this.#text, (question) => {
      this.#flow.change(question, this.fields);
      this.#show(true);
    });
    setMend(review, '');
    showReaders(review, this.#questionnaire, fields, facts, this.#text);
  }

  #showMends(mends: Mend[]) {
    for (const old of this.#form.querySelectorAll('[data-mend]')) old.textContent = '';
    for (const field of this.#form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    for (const mend of mends) {
      const box = this.#form.querySelector<HTMLElement>(`[data-box="${CSS.escape(mend.at)}"]`);
      setMend(box ?? this.#section(mend.question), this.#text(mend.text));
      this.#fieldOf(mend)?.setAttribute('aria-invalid', 'true');
    }
    const first = mends[0];
    if (first) (this.#fieldOf(first) ?? this.#section(first.question).querySelector<HTMLElement>('h2'))?.focus();
  }

  #fieldOf({ at, text }: Mend): HTMLElement | null {
    const part = { 'who.error.place': 'place', 'who.error.kind': 'kind', 'pieces.error.year': 'year' }[text] ?? 'value';
    return this.#form.querySelector<HTMLElement>(`[name="${CSS.escape(at)}-${part}"]`);
  }

  // A number of people is always chosen: the radio buttons show the one that counts.
  #presetQuorum() {
    for (const question of this.#questionnaire.questions) {
      if (question.preset === undefined || many(this.fields, question.id).length > 0) continue;
      const preset = this.#form.querySelector<HTMLInputElement>(`input[name="${question.id}"][value="${question.preset}"]`);
      if (preset) preset.checked = true;
    }
  }

  #section(id: string): HTMLElement {
    return this.#form.querySelector(`[data-question="${CSS.escape(id)}"]`) as HTMLElement;
  }
}

function setMend(within: HTMLElement, text: string) {
  const mend = within.querySelector('[data-mend]');
  if (mend) mend.textContent = text;
}

/** What is being put right is no longer called wrong; the check comes again with "Go on". */
function forgetMend(field: Element) {
  for (const around of [field.closest('[data-box]'), field.closest('[data-question]')])
    if (around instanceof HTMLElement) setMend(around, '');
  field.removeAttribute('aria-invalid');
}

/** Puts the countries' names into the page's language, where the browser knows them. */
function nameCountries(form: HTMLFormElement, language: string) {
  if (typeof Intl.DisplayNames !== 'function') return;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const select of form.querySelectorAll<HTMLSelectElement>('select[name="country"]')) {
    const options = [...select.options].filter((o) => o.value !== '');
    for (const option of options) option.text = names.of(option.value) ?? option.text;
    options.sort((a, b) => a.text.localeCompare(b.text, language));
    select.append(...options);
  }
}
