// <sealed-form>: shows the questions one at a time and, at the end, who could read what. What sending means says the page that it
// stands on (writing.ts, change-form.ts). What only later steps need is fetched on the way to them (checks.ts, review-page.ts).
import { AttachFiles } from '../Attachments/attach-files.ts';
import { putFiles } from '../Attachments/form-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import { carriedFields } from './carried-fields.ts';
import { Checks } from './checks.ts';
import { nameCountries } from './countries.ts';
import { type Fields, fillForm, many, offerRegions, readForm, unaskedIn } from './fields.ts';
import { Flow, REVIEW } from './flow.ts';
import type { FormPage } from './form-page.ts';
import { Hold } from './hold.ts';
import { forgetMend, sectionOf, setMend, showMends } from './mends-shown.ts';
import { PieceFields } from './piece-fields.ts';
import { choosePresets } from './presets.ts';
import { showProgress } from './progress.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { ReviewPage } from './review-page.ts';
import { notThere, type Text } from './texts.ts';

const base = globalThis.HTMLElement ?? class {};

export class SealedForm extends base {
  #questionnaire!: Questionnaire;
  #text!: Text;
  #page!: FormPage;
  #flow!: Flow;
  #form!: HTMLFormElement;
  #checks!: Checks;
  #review: ReviewPage | null = null;
  /** What the page said about sending, until another question is shown. */
  #said: { message: string; locked: boolean } | null = null;
  #pieces: PieceFields[] = [];
  /** What a draft says under names that this form has not. */
  #unasked: Fields = {};
  /** On while it is sent or kept. */
  readonly hold = new Hold();

  /** Wires the form up. Called once, before `open`. */
  start(questionnaire: Questionnaire, text: Text, page: FormPage) {
    this.#questionnaire = questionnaire;
    this.#text = text;
    this.#page = page;
    this.#form = this.querySelector('form') as HTMLFormElement;
    this.#checks = new Checks(this.#form, questionnaire, text, () => this.#keep());
    this.#pieces = questionnaire.questions
      .filter((question) => question.kind === 'pieces')
      .map((question) => new PieceFields(sectionOf(this.#form, question.id), text, () => this.#keep()));
    nameCountries(this.#form, questionnaire.language);
    for (const each of this.querySelectorAll('attach-files, voice-note'))
      if (each instanceof AttachFiles || each instanceof VoiceNote) each.start(this.#form, text);
    this.#form.addEventListener('input', (event) => {
      forgetMend(event.target as Element);
      this.#checks.begin();
      this.#keep();
    });
    this.#form.addEventListener('change', () => this.#keep());
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#go();
    });
    this.#form.addEventListener('click', (event) => this.#clicked(event.target as Element));
  }

  get fields(): Fields {
    return { ...this.#unasked, ...readForm(this.#form) };
  }

  /**
   * Fills the form and shows a question, the first by default.
   * @param carries whether `fields` goes on saying what these questions do not ask.
   */
  open(kept: Fields, at?: string, carries = false) {
    const fields = carriedFields(kept, this.#questionnaire);
    const isNew = Object.keys(fields).length === 0;
    this.#form.reset();
    offerRegions(this.#form, fields);
    for (const pieces of this.#pieces) pieces.prepare(fields);
    if (!isNew) fillForm(this.#form, fields);
    putFiles(this.#form, many(fields, 'files'));
    this.#unasked = carries ? unaskedIn(this.#form, fields) : {};
    choosePresets(this.#form, this.#questionnaire);
    this.#flow = new Flow(this.#questionnaire, at, readForm(this.#form));
    this.#show(false);
  }

  /** Empties every field and summary. */
  empty() {
    this.#review?.leave();
    this.#form.reset();
    this.#unasked = {};
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
    this.#said = { message, locked };
    this.#review?.say(message, locked);
  }

  /** Says on the review page what is being waited for; sending goes on. */
  tell(message: string, places: Record<string, number>) {
    this.#review?.tell(message, places);
  }

  #clicked(target: Element) {
    if (target.closest('[data-go]')) void this.#go();
    else if (target.closest('[data-skip]')) this.#skip();
    else if (target.closest('[data-send]')) void this.#send();
  }

  async #go() {
    const at = this.#flow.at;
    const button = sectionOf(this.#form, at).querySelector('[data-go]');
    if (!button || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const mends = await this.#checks.mendsOf(at, this.fields);
    button.removeAttribute('aria-busy');
    // Whoever went elsewhere meanwhile is not called back.
    if (this.#flow.at !== at) return;
    showMends(this.#form, mends, this.#text);
    if (mends.length === 0) this.#next();
  }

  #skip() {
    // What was written at length stays: whoever skips does not mean to lose it, and can remove it piece by piece.
    const section = sectionOf(this.#form, this.#flow.at);
    const kind = this.#questionnaire.questions.find((q) => q.id === this.#flow.at)?.kind;
    if (kind !== 'pieces' && kind !== 'long-text') {
      for (const field of section.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
        else field.value = '';
      }
      section.dispatchEvent(new Event('skipped'));
      this.#checks.showIdentifiers();
      choosePresets(this.#form, this.#questionnaire);
    }
    this.#next();
  }

  #next() {
    this.#flow.next(this.fields);
    this.#show(true);
  }

  async #send() {
    // What could not be shown before is shown first: nothing goes that she has not seen.
    const wasSeen = this.#review?.isShown === true;
    const review = await this.#showReview();
    if (wasSeen) await review?.send();
  }

  async #hasMends(fields: Fields): Promise<boolean> {
    const mends = await this.#checks.firstMends(fields);
    if (mends.length === 0) return false;
    this.#flow.change(mends[0]!.question, fields);
    this.#show(true);
    showMends(this.#form, mends, this.#text);
    return true;
  }

  #keep() {
    if (this.#flow) this.#page.kept(this.fields, this.#flow.at);
  }

  #show(byPerson: boolean) {
    const at = this.#flow.at;
    const fields = this.fields;
    this.#said = null;
    this.#review?.leave();
    for (const section of this.#form.querySelectorAll<HTMLElement>('[data-question]')) section.hidden = section.dataset.question !== at;
    showProgress(this.#form, this.#flow.progress(fields), this.#text);
    this.#form.dispatchEvent(new Event('step'));
    if (at === 'who') this.#checks.showIdentifiers();
    this.#fetchFor(at, fields);
    this.#page.moved(at, byPerson, this.#flow.before(fields) === null);
    this.#keep();
    if (byPerson) this.#focusHeading();
  }

  #focusHeading() {
    window.scrollTo(0, 0);
    sectionOf(this.#form, this.#flow.at).querySelector<HTMLElement>('h2')?.focus();
  }

  /** Fetches what the step after this one needs, so that the last pages need no line any more until something is sent. */
  #fetchFor(at: string, fields: Fields) {
    const steps = this.#flow.steps(fields);
    const left = steps.length - 1 - steps.indexOf(at);
    if (steps.indexOf(at) > 0) this.#checks.begin();
    if (left === 1) void this.#reviewPage().catch(() => {});
    if (at === REVIEW) void this.#showReview();
    if (at === 'choice' || left <= 1) this.#page.prepareToSend();
  }

  /** The review page, showing what the form holds; null, and a sentence, where it could not be fetched. */
  async #showReview(): Promise<ReviewPage | null> {
    const section = sectionOf(this.#form, REVIEW);
    try {
      if (this.#review === null) setMend(section, this.#text('later.coming'));
      const review = await this.#reviewPage();
      if (this.#flow.at !== REVIEW) return null;
      if (!review.isShown) {
        review.show();
        if (this.#said) review.say(this.#said.message, this.#said.locked);
      }
      return review;
    } catch (e) {
      setMend(section, this.#text(notThere(e) ?? 'later.offline'));
      return null;
    }
  }

  async #reviewPage(): Promise<ReviewPage> {
    const { ReviewPage } = await import('./review-page.ts');
    this.#review ??= new ReviewPage({
      form: this.#form,
      section: sectionOf(this.#form, REVIEW),
      questionnaire: this.#questionnaire,
      text: this.#text,
      fields: () => this.fields,
      hasMends: (fields) => this.#hasMends(fields),
      change: (question) => {
        this.#flow.change(question, this.fields);
        this.#show(true);
      },
      send: (draft, fields) => this.#page.send(draft, fields),
      hold: this.hold,
    });
    return this.#review;
  }
}
