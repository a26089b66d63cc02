// <own-reports>: coming back with the 28 digits. Everything that was opened lives in this element, in memory, and goes
// when it is closed, left or refreshed.
import type { OwnVersion } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument, ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { dropUploads } from '../Attachments/form-files.ts';
import { forgetFiles } from '../Attachments/shown-files.ts';
import { unaskedAnswers } from '../Write/earlier.ts';
import { many } from '../Write/fields.ts';
import { REVIEW } from '../Write/flow.ts';
import { asked, factsOf, type Questionnaire } from '../Write/questionnaire.ts';
import { showReaders } from '../Write/readers-list.ts';
import { toFields } from '../Write/report-draft.ts';
import type { SealedForm } from '../Write/sealed-form.ts';
import type { Told } from '../Write/sending.ts';
import type { Text } from '../Write/texts.ts';
import { rowsOf, showRows } from '../Write/words-of-form.ts';
import { mostVersions, showEarlier } from './earlier-versions.ts';
import type { OpenedReport, Visit } from './visit.ts';

const base = globalThis.HTMLElement ?? class {};

export class OwnReports extends base {
  #questionnaire!: Questionnaire;
  #text!: Text;
  #form!: SealedForm;
  #visit: Visit | null = null;
  /** The report that is being changed or taken back. */
  #current: OpenedReport | null = null;

  start(questionnaire: Questionnaire, text: Text, form: SealedForm) {
    this.#questionnaire = questionnaire;
    this.#text = text;
    this.#form = form;
    form.start(questionnaire, text, {
      kept: () => {},
      moved: () => {},
      left: () => this.#showReports(''),
      send: (draft, fields) => this.#change(draft, many(fields, 'files')),
    });
    this.#at('[data-enter] form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#open();
    });
    const input = this.#at('#numbers') as HTMLTextAreaElement;
    // 28 digits take two lines on a phone, so that they can be checked; Enter sends them as in a field of one line.
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      void this.#open();
    });
    // The keypad of digits has no letters: whoever has words asks for the other one.
    this.#at('[data-as-words]').addEventListener('click', () => {
      input.inputMode = 'text';
      this.#at('[data-as-words]').hidden = true;
      input.focus();
    });
    this.#at('[data-keep-copy]').addEventListener('click', () => void this.#keepCopy());
    this.#at('[data-close]').addEventListener('click', () => this.#close());
    this.#at('[data-withdraw] [data-yes]').addEventListener('click', () => void this.#withdraw());
    this.#at('[data-withdraw] [data-no]').addEventListener('click', () => this.#showReports(''));
    form.querySelector('[data-leave]')?.addEventListener('click', () => this.#showReports(''));
    document.addEventListener('exit-page', () => this.#forget());
    window.addEventListener('pagehide', () => this.#close());
  }

  async #open() {
    const input = this.#at('#numbers') as HTMLTextAreaElement;
    const button = this.#at('[data-enter] .go');
    const status = this.#at('[data-enter] [data-status]');
    if (button.getAttribute('aria-busy') === 'true') return;
    this.#mend('[data-enter]', '');
    button.setAttribute('aria-busy', 'true');
    status.textContent = this.#text('return.opening');
    try {
      const { openVisit } = await import('./visit.ts');
      const result = await openVisit(input.value, this.#questionnaire.language);
      if (result.failed !== undefined) {
        this.#mend('[data-enter]', this.#text(result.failed, { count: result.count ?? 0, word: result.word ?? '' }));
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      } else {
        input.removeAttribute('aria-invalid');
        input.value = '';
        this.#visit = result.visit;
        this.#showReports('');
      }
    } catch {
      this.#mend('[data-enter]', this.#text('return.offline'));
    } finally {
      button.removeAttribute('aria-busy');
      status.textContent = '';
    }
  }

  #showReports(said: string) {
    const visit = this.#visit;
    if (!visit) return;
    this.#current = null;
    this.#show('[data-opened]');
    this.#at('[data-said]').textContent = said;
    this.#at('[data-copy-said]').textContent = '';
    // Of nothing there is no copy.
    this.#at('[data-copy-part]').hidden = visit.reports.length === 0;
    this.#at('[data-reports]').replaceChildren(...visit.reports.map((report, i) => this.#card(report, i + 1)));
  }

  #card(report: OpenedReport, nth: number): Element {
    const card = (this.#at('template[data-report]') as HTMLTemplateElement).content.firstElementChild?.cloneNode(true) as HTMLElement;
    const within = (selector: string) => card.querySelector(selector) as HTMLElement;
    within('h2').textContent = this.#text('return.nth', { n: nth });
    if (report.document === null) {
      const sorry = document.createElement('p');
      sorry.textContent = this.#text('return.unreadable');
      card.replaceChildren(within('h2'), sorry);
      return card;
    }
    const organisation = this.#questionnaire.organisations.find((o) => o.id === report.document?.organisation)?.name ?? '';
    within('[data-about]').textContent = [
      this.#text('return.for', { organisation }),
      this.#text('return.sent', { day: dayOf(report.hour, this.#questionnaire.language) }),
    ].join('. ');
    within('[data-stamped]').textContent = this.#stamped(report);
    this.#answers(within('[data-answers]'), report.document);
    this.#readers(card, report, report.document);
    this.#earlier(within('[data-earlier]'), report);
    const full = report.version >= mostVersions;
    within('[data-change]').hidden = full;
    within('[data-full]').hidden = !full;
    within('[data-change]').addEventListener('click', () => this.#startChange(report));
    within('[data-take-back]').addEventListener('click', () => {
      this.#current = report;
      this.#mend('[data-withdraw]', '');
      this.#show('[data-withdraw]');
    });
    this.#messages(card, report, organisation);
    return card;
  }

  #stamped(report: OpenedReport): string {
    if (!report.stamped) return this.#text('return.unstamped');
    const day = dayOf(report.stamped.toISOString(), this.#questionnaire.language);
    return this.#text(this.#questionnaire.trial ? 'return.stamped.trial' : 'return.stamped', { day });
  }

  #answers(list: HTMLElement, document: ReportDocument) {
    const questions = asked(this.#questionnaire, factsOf(this.#questionnaire, toFields(document, this.#questionnaire)));
    const files = document.attachments ?? [];
    showRows(list, rowsOf(this.#questionnaire, questions, document, this.#form.words, this.#text, files), this.#text);
    if (files.length > 0) void this.#files(list, files);
  }

  async #files(list: HTMLElement, files: readonly ReportAttachment[]) {
    const [{ ownFiles }, { openOwnFile }] = await Promise.all([import('../Attachments/own-files.ts'), import('./visit.ts')]);
    const visit = this.#visit;
    if (visit) list.after(ownFiles(files, this.#text, (file, opened) => openOwnFile(visit, file, opened)));
  }

  // From what she chose, and from whether somebody wrote to her: nothing else is known here, so a release changes no letter of it.
  #readers(card: HTMLElement, report: OpenedReport, document: ReportDocument) {
    const fields = toFields(document, this.#questionnaire);
    const yesNo = (value: boolean) => (value ? 'yes' : 'no');
    const answered = yesNo(report.messages.some((message) => message.direction === 1));
    const facts = { ...factsOf(this.#questionnaire, fields), answered, earlier: yesNo(report.earlier.length > 0) };
    showReaders(card, this.#questionnaire, fields, facts, this.#text);
  }

  #earlier(within: HTMLElement, report: OpenedReport) {
    const shelf = {
      read: async (version: OwnVersion) => {
        const { readEarlier } = await import('./visit.ts');
        return this.#visit ? readEarlier(this.#visit, report, version) : null;
      },
      show: (list: HTMLElement, document: ReportDocument) => this.#answers(list, document),
      day: (hour: string) => dayOf(hour, this.#questionnaire.language),
    };
    showEarlier(within, report.earlier, shelf, this.#text);
  }

  #messages(card: HTMLElement, report: OpenedReport, organisation: string) {
    const within = (selector: string) => card.querySelector(selector) as HTMLElement;
    // Until somebody has written to her she adds to the report: nothing here may tell whether it was passed on.
    const hasAnswer = report.messages.some((message) => message.direction === 1);
    // An answer is what she came for: it stands above what she wrote herself.
    if (hasAnswer) within('[data-about]').after(within('[data-thread]'));
    within('[data-none]').hidden = hasAnswer;
    within('[data-letters]').hidden = report.messages.length === 0;
    within('[data-letters]').replaceChildren(
      ...report.messages.map((message) => {
        const item = document.createElement('li');
        const from = document.createElement('b');
        from.textContent = `${message.direction === 0 ? this.#text('messages.you') : organisation}${message.refused === undefined ? `, ${dayOf(message.hour, this.#questionnaire.language)}` : ''}`;
        if (message.direction === 0) item.className = 'own';
        item.append(from, message.refused === undefined ? message.text : this.#text('return.unreadable'));
        return item;
      }),
    );
    const reply = within('[data-reply]');
    reply.hidden = !hasAnswer;
    const mend = reply.querySelector('[data-mend]') as HTMLElement;
    mend.id = `reply-${report.number}-mend`;
    reply.querySelector('textarea')?.setAttribute('aria-describedby', mend.id);
    within('[data-who]').textContent = this.#text('messages.who', { organisation });
    reply.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#write(reply, report);
    });
  }

  async #write(reply: HTMLElement, report: OpenedReport) {
    const box = reply.querySelector('textarea') as HTMLTextAreaElement;
    const mend = reply.querySelector('[data-mend]') as HTMLElement;
    const button = reply.querySelector('.go') as HTMLElement;
    if (button.getAttribute('aria-busy') === 'true' || !this.#visit) return;
    if (box.value.trim() === '') {
      mend.textContent = this.#text('messages.empty');
      return box.focus();
    }
    button.setAttribute('aria-busy', 'true');
    mend.textContent = '';
    try {
      const { sendMessage } = await import('./visit.ts');
      const told: Told = (message, places) => {
        mend.textContent = this.#text(message, places);
      };
      if (await sendMessage(this.#visit, report, box.value.trim(), told)) this.#showReports(this.#text('messages.sent'));
      else mend.textContent = this.#text('messages.failed');
    } catch {
      mend.textContent = this.#text('messages.failed');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  #startChange(report: OpenedReport) {
    if (!report.document) return;
    this.#current = report;
    this.#show('sealed-form');
    this.#form.open({ ...toFields(report.document, this.#questionnaire), ...(report.files.length > 0 && { files: report.files }) }, REVIEW);
    this.#form.querySelector<HTMLElement>('#q-review')?.focus();
  }

  async #change(draft: ReportDraft, files: readonly string[]): Promise<string | null> {
    if (!this.#visit || !this.#current) return 'send.offline';
    const { changeReport } = await import('./visit.ts');
    const before = this.#current.document;
    // What she answered under questions that are asked no more stays in her report.
    const answers = before ? { ...unaskedAnswers(before, this.#questionnaire), ...draft.answers } : draft.answers;
    const failed = await changeReport(this.#visit, this.#current, { ...draft, answers }, files, (message, places) =>
      this.#form.tell(message, places),
    );
    if (failed === null) {
      this.#form.empty();
      this.#showReports(this.#text('return.saved'));
    }
    return failed;
  }

  async #withdraw() {
    const yes = this.#at('[data-withdraw] [data-yes]');
    if (!this.#visit || !this.#current || yes.getAttribute('aria-busy') === 'true') return;
    yes.setAttribute('aria-busy', 'true');
    try {
      const { withdrawReport } = await import('./visit.ts');
      const told: Told = (message, places) => this.#mend('[data-withdraw]', this.#text(message, places));
      if (await withdrawReport(this.#visit, this.#current, told)) this.#showReports(this.#text('withdraw.promise'));
      else this.#mend('[data-withdraw]', this.#text('withdraw.failed'));
    } catch {
      this.#mend('[data-withdraw]', this.#text('withdraw.failed'));
    } finally {
      yes.removeAttribute('aria-busy');
    }
  }

  async #keepCopy() {
    const button = this.#at('[data-keep-copy]');
    const said = this.#at('[data-copy-said]');
    if (!this.#visit || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    said.textContent = this.#text('return.copy.busy');
    try {
      const { keepCopy } = await import('./keep-copy.ts');
      await keepCopy(this.#visit, (part, of) => {
        said.textContent = this.#text('return.copy.files', { percent: Math.floor((100 * part) / of) });
      });
      said.textContent = this.#text('return.copy.done');
    } catch {
      said.textContent = this.#text('return.copy.failed');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  #close() {
    this.#forget();
    this.#show('[data-enter]');
    this.#at('[data-enter] [data-status]').textContent = this.#text('return.closed');
  }

  #forget() {
    this.#visit?.close();
    this.#visit = null;
    this.#current = null;
    // Of a change that was not sent; files of a version that was sent have no token here.
    dropUploads(many(this.#form.fields, 'files'));
    this.#form.empty();
    forgetFiles(this);
    this.#at('[data-reports]').replaceChildren();
    (this.#at('#numbers') as HTMLTextAreaElement).value = '';
  }

  /** Shows one of the parts of the page and hides the others. */
  #show(part: string) {
    for (const each of ['[data-enter]', '[data-opened]', '[data-withdraw]']) this.#at(each).hidden = each !== part;
    this.#form.hidden = part !== 'sealed-form';
    window.scrollTo(0, 0);
    if (!this.#form.hidden) return;
    this.#at(`${part} h1`).focus();
  }

  #mend(part: string, text: string) {
    this.#at(`${part} [data-mend]`).textContent = text;
  }

  #at(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }
}

/** The day of an hour such as 2026-11-23T21Z, in words of the page's language. */
function dayOf(hour: string, language: string): string {
  const time = new Date(`${hour.slice(0, 13)}:00Z`);
  return Number.isNaN(time.getTime()) ? hour : time.toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
}
