// How far the opening has come: what is not opened yet cannot be found, and a person has to know that.
import { byId } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Progress } from './desk-opening.ts';
import type { Facts } from './facts.ts';

export class OpeningBar {
  private readonly whole = byId('opening', HTMLElement);
  private readonly bar = byId('opening-bar', HTMLProgressElement);
  private readonly state = byId('opening-state', HTMLElement);

  constructor(private readonly words: Words) {}

  /** @returns whether it has just come to its end, after it was seen under way. */
  show({ opened, of }: Progress, facts: Facts): boolean {
    const ended = opened === of && !this.whole.hidden;
    this.whole.hidden = opened === of;
    this.bar.max = Math.max(1, of);
    this.bar.value = opened;
    this.state.textContent = this.words.text('desk.opening.state', { n: facts.number(opened), all: facts.number(of) });
    return ended;
  }

  hide(): void {
    this.whole.hidden = true;
  }
}
