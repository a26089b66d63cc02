// Labels: those that are there, each with a button that takes it away, and a field for one more.
import { longestLabel, mostLabels } from '../../../../Escrow/Sheets/sheet.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import type { Words } from '../../../Components/Texts/words.ts';

export class LabelsField {
  readonly place = element('div', { class: 'labels' });
  private readonly list = element('ul', { class: 'chips' });
  private readonly known = element('datalist', { id: 'notes-labels' });
  private readonly field = element('input', { id: 'notes-label', type: 'text', list: 'notes-labels', autocomplete: 'off', dir: 'auto' });
  private labels: readonly string[] = [];

  /** @param failed is told why a label is not taken. */
  constructor(
    private readonly words: Words,
    private readonly failed: (sentence: string) => void,
  ) {
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.add();
    });
    this.place.append(
      element('label', { for: 'notes-label' }, words.text('desk.notes.label')),
      this.list,
      element(
        'div',
        { class: 'with' },
        this.field,
        button(words.text('desk.notes.label.add'), () => this.add(), { class: 'small' }),
      ),
      this.known,
    );
  }

  /** @param known labels to choose from. */
  show(labels: readonly string[], known: readonly string[]): void {
    this.labels = labels;
    this.known.replaceChildren(...known.filter((label) => !labels.includes(label)).map((value) => element('option', { value })));
    const items = labels.map((label) => {
      const away = button('×', () => this.away(label), { 'aria-label': this.words.text('desk.notes.label.away', { label }) });
      return element('li', { class: 'chip' }, element('span', { dir: 'auto' }, label), away);
    });
    this.list.replaceChildren(...items);
    this.list.hidden = items.length === 0;
  }

  get value(): readonly string[] {
    return this.labels;
  }

  /** Takes what stands in the field as a label. @returns whether it could be; else it stays there and the reason is told. */
  add(): boolean {
    const label = this.field.value.trim();
    if (label !== '' && !this.labels.includes(label)) {
      if ([...label].length > longestLabel || label.length > longestLabel) return this.refuse('desk.notes.label.long', longestLabel);
      if (this.labels.length >= mostLabels) return this.refuse('desk.notes.label.many', mostLabels);
      this.show([...this.labels, label], this.offered);
    }
    this.field.value = '';
    return true;
  }

  private away(label: string): void {
    this.show(
      this.labels.filter((l) => l !== label),
      this.offered,
    );
    this.field.focus();
  }

  private get offered(): readonly string[] {
    return [...this.known.options].map((option) => option.value);
  }

  private refuse(text: 'desk.notes.label.long' | 'desk.notes.label.many', n: number): false {
    this.failed(this.words.text(text, { n }));
    this.field.focus();
    return false;
  }
}
