// <own-reports>: coming back with the 28 digits. Everything that was opened lives in this element, in memory, and goes
// when it is closed, left or refreshed. What only an opened report needs is fetched when one is opened (visit.ts, report-card.ts, questions.ts),
// what only a change needs when one is begun (change-form.ts, changing.ts).
import { dropUploads } from '../Attachments/form-files.ts';
import { forgetFiles } from '../Attachments/shown-files.ts';
import type { Told } from '../Write/sending.ts';
import { notThere, type Text } from '../Write/texts.ts';
import type { ChangeForm } from './change-form.ts';
import type { Questions } from './questions.ts';
import { questionsIn } from './questions.ts';
import type { KeptDraft, OpenedReport, Visit } from './visit.ts';

const base = globalThis.HTMLElement ?? class {};

/** What there is once a visit is open. */
interface Open {
  readonly visit: Visit;
  readonly questions: Questions;
  readonly fillCard: typeof import('./report-card.ts').fillCard;
  /** Shows what is kept on this device under the same numbers; null where nothing is. */
  showKept: (() => void) | null;
}

export class OwnReports extends base {
  #text!: Text;
  #open: Open | null = null;
  #change: ChangeForm | null = null;
  /** The report that is being taken back. */
  #current: OpenedReport | null = null;

  start(text: Text) {
    this.#text = text;
    this.#at('[data-enter] form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#enter();
    });
    const input = this.#at('#numbers') as HTMLTextAreaElement;
    // 28 digits take two lines on a phone, so that they can be checked; Enter sends them as in a field of one line.
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      void this.#enter();
    });
    // Whoever types numbers is going to open a report: what that needs comes meanwhile.
    input.addEventListener('focus', () => void import('../Write/Bundled/keys.ts').catch(() => {}), { once: true });
    input.addEventListener('input', () => void Promise.all([import('./visit.ts'), import('./report-card.ts')]).catch(() => {}), {
      once: true,
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
    document.addEventListener('exit-page', () => this.#forget());
    window.addEventListener('pagehide', () => this.#close());
  }

  async #enter() {
    const input = this.#at('#numbers') as HTMLTextAreaElement;
    const button = this.#at('[data-enter] .go');
    const status = this.#at('[data-enter] [data-status]');
    if (button.getAttribute('aria-busy') === 'true') return;
    this.#mend('[data-enter]', '');
    button.setAttribute('aria-busy', 'true');
    status.textContent = this.#text('return.opening');
    try {
      const { openVisit } = await import('./visit.ts');
      const result = await openVisit(input.value, document.documentElement.lang);
      if (result.failed !== undefined) {
        this.#mend('[data-enter]', this.#text(result.failed, { count: result.count ?? 0, word: result.word ?? '' }));
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      } else if (result.visit === undefined) {
        const { showKeptDraft } = await import('./kept-draft-page.ts');
        input.removeAttribute('aria-invalid');
        input.value = '';
        this.#show('[data-kept]');
        showKeptDraft(this.#at('[data-kept]'), result.draft, false, this.#text, () => this.#close('return.kept.removed'));
      } else {
        const { visit, draft } = result;
        const needed = [import('./report-card.ts'), questionsIn(this), draft && import('./kept-draft-page.ts')] as const;
        const [{ fillCard }, questions, keptPage] = await Promise.all(needed).catch((e) => {
          visit.close();
          throw e;
        });
        const open: Open = { visit, questions, fillCard, showKept: null };
        if (keptPage) {
          const removed = () => {
            open.showKept = null;
            this.#showReports(this.#text('return.kept.removed'));
          };
          open.showKept = () => keptPage.showKeptDraft(this.#at('[data-kept]'), draft as KeptDraft, true, this.#text, removed);
        }
        this.#open = open;
        input.removeAttribute('aria-invalid');
        input.value = '';
        this.#showReports('');
      }
    } catch (e) {
      this.#mend('[data-enter]', this.#text(notThere(e) === 'later.renewed' ? 'later.renewed' : 'return.offline'));
    } finally {
      button.removeAttribute('aria-busy');
      status.textContent = '';
    }
  }

  #showReports(said: string) {
    const open = this.#open;
    if (!open) return;
    this.#current = null;
    this.#show('[data-opened]', open.showKept && '[data-kept]');
    open.showKept?.();
    this.#at('[data-said]').textContent = said;
    this.#at('[data-copy-said]').textContent = '';
    this.#at('[data-tell]').replaceChildren();
    // Of nothing there is no copy.
    this.#at('[data-copy-part]').hidden = open.visit.reports.length === 0;
    const template = this.#at('template[data-report]') as HTMLTemplateElement;
    this.#at('[data-reports]').replaceChildren(
      ...open.visit.reports.map((report, i) => {
        const card = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
        open.fillCard(card, report, i + 1, {
          ...open,
          text: this.#text,
          isOpen: () => this.#open === open,
          change: (changed) => void this.#startChange(changed, card),
          takeBack: (current) => this.#askWithdrawal(current),
          showPage: (page) => {
            this.#at('[data-tell]').replaceChildren(page);
            this.#show('[data-tell]');
          },
          again: (sentence) => this.#showReports(sentence),
        });
        return card;
      }),
    );
  }

  async #startChange(report: OpenedReport, card: HTMLElement) {
    const open = this.#open;
    const button = card.querySelector('[data-change]');
    if (!open || !button || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    try {
      const { ChangeForm } = await import('./change-form.ts');
      if (this.#open !== open) return;
      this.#change ??= new ChangeForm(open.questions, this.#text, (isSaved) =>
        this.#showReports(isSaved ? this.#text('return.saved') : ''),
      );
      this.#show('sealed-form');
      this.#change.open({ visit: open.visit, report });
    } catch (e) {
      this.#at('[data-said]').textContent = this.#text(notThere(e) ?? 'later.offline');
      this.#at('[data-opened] h1').focus();
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  #askWithdrawal(report: OpenedReport) {
    this.#current = report;
    this.#mend('[data-withdraw]', '');
    this.#show('[data-withdraw]');
  }

  async #withdraw() {
    const yes = this.#at('[data-withdraw] [data-yes]');
    if (!this.#open || !this.#current || yes.getAttribute('aria-busy') === 'true') return;
    yes.setAttribute('aria-busy', 'true');
    try {
      const { withdrawReport } = await import('./changing.ts');
      const told: Told = (message, places) => this.#mend('[data-withdraw]', this.#text(message, places));
      if (await withdrawReport(this.#open.visit, this.#current, told)) this.#showReports(this.#text('withdraw.promise'));
      else this.#mend('[data-withdraw]', this.#text('withdraw.failed'));
    } catch (e) {
      this.#mend('[data-withdraw]', this.#text(notThere(e) ?? 'withdraw.failed'));
    } finally {
      yes.removeAttribute('aria-busy');
    }
  }

  async #keepCopy() {
    const button = this.#at('[data-keep-copy]');
    const said = this.#at('[data-copy-said]');
    if (!this.#open || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    said.textContent = this.#text('return.copy.busy');
    try {
      const { keepCopy } = await import('./keep-copy.ts');
      const isWhole = await keepCopy(this.#open.visit, (part, of) => {
        said.textContent = this.#text('return.copy.files', { percent: Math.floor((100 * part) / of) });
      });
      said.textContent = this.#text('return.copy.done') + (isWhole ? '' : ` ${this.#text('return.copy.unopened')}`);
    } catch (e) {
      said.textContent = this.#text(notThere(e) ?? 'return.copy.failed');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  #close(said = 'return.closed') {
    this.#forget();
    this.#show('[data-enter]');
    this.#at('[data-enter] [data-status]').textContent = this.#text(said);
  }

  #forget() {
    this.#open?.visit.close();
    this.#open = null;
    this.#current = null;
    // A kept draft, and its numbers, are in what these do.
    for (const each of this.querySelectorAll<HTMLButtonElement>('[data-kept] button')) each.onclick = null;
    // Of a change that was not sent; files of a version that was sent have no token here.
    if (this.#change) dropUploads(this.#change.forget());
    forgetFiles(this);
    this.#at('[data-reports]').replaceChildren();
    this.#at('[data-tell]').replaceChildren();
    (this.#at('#numbers') as HTMLTextAreaElement).value = '';
  }

  /** Shows one of the parts of the page, or one beside it, and hides the others. */
  #show(part: string, beside: string | null = null) {
    for (const each of ['[data-enter]', '[data-opened]', '[data-kept]', '[data-withdraw]', '[data-tell]'])
      this.#at(each).hidden = each !== part && each !== beside;
    const form = this.parentElement?.querySelector<HTMLElement>('sealed-form');
    if (form) form.hidden = part !== 'sealed-form';
    window.scrollTo(0, 0);
    if (part !== 'sealed-form') this.#at(`${part} h1`).focus();
  }

  #mend(part: string, text: string) {
    this.#at(`${part} [data-mend]`).textContent = text;
  }

  #at(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }
}
