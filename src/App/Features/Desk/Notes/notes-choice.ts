// Above the list: who has it, until when, and which label.
import { byId, element } from '../../../Components/Dom/element.ts';
import type { Work, WorkChoice } from './notes-found.ts';

export class NotesChoice {
  private readonly work = byId('work', HTMLSelectElement);
  private readonly label = byId('label', HTMLSelectElement);

  get value(): WorkChoice {
    return { work: this.work.value as Work, label: this.label.value };
  }

  /** Whether anything is left out by it that is not left out anyhow. */
  get narrows(): boolean {
    return this.work.value !== '' || this.label.value !== '';
  }

  /** Offers the labels that the team uses. */
  offer(labels: readonly string[]): void {
    const offered = [...this.label.options].slice(1).map((option) => option.value);
    if (JSON.stringify(offered) === JSON.stringify(labels)) return;
    const chosen = this.label.value;
    this.label.replaceChildren(this.label.options[0]!, ...labels.map((value) => element('option', { value }, value)));
    this.label.value = labels.includes(chosen) ? chosen : '';
  }

  showAll(): void {
    this.work.value = this.label.value = '';
  }

  /** Forgets what was chosen, and the labels. */
  forget(): void {
    this.showAll();
    this.offer([]);
  }
}
