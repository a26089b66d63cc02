// <own-letters>: the code is typed, the letters are opened in this page's memory, and answered. Nothing is kept.
import { notThere, type Text } from '../Write/texts.ts';
import type { LettersVisit } from './letters-visit.ts';

export class OwnLetters extends HTMLElement {
  #text!: Text;
  #visit: LettersVisit | null = null;
  /** How often the page was left: an opening that was overtaken by that shows nothing. */
  #leavings = 0;

  start(text: Text) {
    this.#text = text;
    const input = this.#at('#numbers') as HTMLTextAreaElement;
    this.#at('[data-enter] form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#enter(input);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      void this.#enter(input);
    });
    input.addEventListener('input', () => void Promise.all([import('./letters-visit.ts'), import('./letter-list.ts')]).catch(() => {}), {
      once: true,
    });
    this.#at('[data-as-words]').addEventListener('click', () => {
      input.inputMode = 'text';
      this.#at('[data-as-words]').hidden = true;
      input.focus();
    });
    const kind = this.#at('#kind') as HTMLSelectElement;
    kind.addEventListener('change', () => {
      const hints = ['evidence', 'adviser', 'appeal'];
      this.#at('[data-hint]').textContent = hints.includes(kind.value) ? text(`letters.hint.${kind.value}`) : '';
    });
    this.#at('[data-write]').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#write(kind);
    });
    this.#at('[data-close]').addEventListener('click', () => this.#close());
    document.addEventListener('exit-page', () => this.#forget());
    window.addEventListener('pagehide', () => this.#close());
  }

  async #enter(input: HTMLTextAreaElement) {
    const button = this.#at('[data-enter] .go');
    const status = this.#at('[data-enter] [data-status]');
    const mend = this.#at('[data-enter] [data-mend]');
    if (button.getAttribute('aria-busy') === 'true') return;
    const leavings = this.#leavings;
    mend.textContent = '';
    button.setAttribute('aria-busy', 'true');
    status.textContent = this.#text('return.opening');
    try {
      const { openLetters } = await import('./letters-visit.ts');
      const opening = await openLetters(input.value, document.documentElement.lang);
      if (this.#leavings !== leavings) {
        opening.visit?.code.lookup.fill(0);
      } else if (opening.visit === undefined) {
        mend.textContent = this.#text(opening.failed, { count: opening.count ?? 0, word: opening.word ?? '' });
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      } else {
        input.removeAttribute('aria-invalid');
        input.value = '';
        await this.#show(opening.visit, '');
      }
    } catch (e) {
      mend.textContent = this.#text(notThere(e) ?? 'return.offline');
    } finally {
      button.removeAttribute('aria-busy');
      if (this.#leavings === leavings) status.textContent = '';
    }
  }

  async #show(visit: LettersVisit, said: string) {
    const leavings = this.#leavings;
    const { showLetters } = await import('./letter-list.ts');
    if (this.#leavings !== leavings) return;
    this.#visit = visit;
    showLetters(this.#at('[data-opened]'), visit, this.#text, document.documentElement.lang);
    this.#at('[data-said]').textContent = said;
    this.#at('[data-enter]').hidden = true;
    this.#at('[data-opened]').hidden = false;
    window.scrollTo(0, 0);
    this.#at('[data-opened] h1').focus();
  }

  async #write(kind: HTMLSelectElement) {
    const visit = this.#visit;
    const box = this.#at('#letter') as HTMLTextAreaElement;
    const mend = this.#at('[data-write] [data-mend]');
    const button = this.#at('[data-write] .go');
    if (!visit || button.getAttribute('aria-busy') === 'true') return;
    const missing = kind.value === '' ? kind : box.value.trim() === '' ? box : null;
    mend.textContent = missing === null ? '' : this.#text(missing === kind ? 'letters.choose' : 'messages.empty');
    if (missing) return missing.focus();
    button.setAttribute('aria-busy', 'true');
    try {
      const { sendLetter, openAgain } = await import('./letters-visit.ts');
      const failed = await sendLetter(visit, kind.value, box.value.trim());
      if (this.#visit !== visit) return;
      // What was sent is shown as the site has it now; what was not, beside the codes that read these letters by now.
      const again = failed === null || failed === 'letters.stale' ? await openAgain(visit.code) : null;
      if (this.#visit !== visit) return;
      if (failed === null) {
        box.value = '';
        kind.value = '';
        this.#at('[data-hint]').textContent = '';
        await this.#show(again?.visit ?? visit, this.#text('letters.sent', { organisation: visit.organisation.name }));
      } else {
        if (again?.visit) this.#visit = again.visit;
        mend.textContent = this.#text(failed);
      }
    } catch (e) {
      mend.textContent = this.#text(notThere(e) ?? 'messages.failed');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  #close() {
    this.#forget();
    this.#at('[data-opened]').hidden = true;
    this.#at('[data-enter]').hidden = false;
    this.#at('[data-enter] [data-status]').textContent = this.#text('return.closed');
    this.#at('[data-enter] h1').focus();
  }

  #forget() {
    this.#leavings++;
    this.#visit?.code.lookup.fill(0);
    this.#visit = null;
    for (const shown of ['[data-letters]', '[data-holders]']) this.#at(shown).replaceChildren();
    for (const typed of this.querySelectorAll('textarea')) typed.value = '';
  }

  #at(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }
}
