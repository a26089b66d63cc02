// A form of the desk that does something with the member's key in the browser, and says how it went.
import { byId } from '../../Components/Dom/element.ts';
import { Words } from '../../Components/Texts/words.ts';
import { DeskApi } from './desk-api.ts';
import { sentenceFor } from './desk-failure.ts';
import { IdleLock } from './idle-lock.ts';

export abstract class DeskForm extends HTMLElement {
  protected readonly api = new DeskApi();
  protected readonly words = Words.fromPage('texts');

  private readonly idle = new IdleLock(
    () => this.forget(),
    () => {},
  );
  /** How often what was typed and made was forgotten: what was under way then shows nothing. */
  private forgotten = 0;

  connectedCallback(): void {
    // What is typed here, or made of it, opens the organisation's key: nobody finds it who comes by later.
    addEventListener('pagehide', () => this.forget());
    this.addEventListener('input', () => this.idle.start());
    this.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  /** @returns which text says how it went. */
  protected abstract act(): Promise<string>;

  /** Takes what was typed off the page. */
  protected forget(): void {
    this.forgotten++;
    this.idle.stop();
    for (const field of this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[type="password"], textarea')) field.value = '';
  }

  protected field(id: string): HTMLInputElement {
    return byId(id, HTMLInputElement);
  }

  private async run(): Promise<void> {
    const go = this.querySelector('button')!;
    go.disabled = true;
    this.say(this.words.text('desk.unlock.busy'));
    try {
      const { forgotten } = this;
      const done = await this.act();
      // Overtaken by the clock or by leaving the page: what came of it goes as well.
      if (forgotten !== this.forgotten) this.forget();
      else this.say(this.words.text(done));
    } catch (e) {
      this.say(sentenceFor(e, this.words));
    } finally {
      go.disabled = false;
    }
  }

  private say(sentence: string): void {
    this.querySelector('[role="status"]')!.textContent = sentence;
  }
}
