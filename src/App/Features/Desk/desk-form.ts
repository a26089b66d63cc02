// A form of the desk that does something with the member's key in the browser, and says how it went.
import { byId } from '../../Components/Dom/element.ts';
import { Words } from '../../Components/Texts/words.ts';
import { DeskApi } from './desk-api.ts';
import { sentenceFor } from './desk-failure.ts';

export abstract class DeskForm extends HTMLElement {
  protected readonly api = new DeskApi();
  protected readonly words = Words.fromPage('texts');

  connectedCallback(): void {
    this.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  /** @returns which text says how it went. */
  protected abstract act(): Promise<string>;

  protected field(id: string): HTMLInputElement {
    return byId(id, HTMLInputElement);
  }

  private async run(): Promise<void> {
    const go = this.querySelector('button')!;
    go.disabled = true;
    this.say(this.words.text('desk.unlock.busy'));
    try {
      this.say(this.words.text(await this.act()));
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
