// The boxes for pieces: one at first, another when it is asked for, and away again after a second question.
import { type Fields, one } from './fields.ts';
import { pieceParts } from './pieces.ts';
import type { Text } from './texts.ts';

/** The boxes of one question of the kind `pieces`. */
export class PieceFields {
  readonly #question: string;
  readonly #list: HTMLElement;
  readonly #add: HTMLElement;
  readonly #text: Text;
  readonly #most: number;
  readonly #changed: () => void;

  constructor(section: HTMLElement, text: Text, changed: () => void) {
    this.#question = section.dataset.question ?? '';
    this.#list = section.querySelector('[data-pieces]') as HTMLElement;
    this.#add = section.querySelector('[data-add-piece]') as HTMLElement;
    this.#text = text;
    this.#most = Number(this.#list.dataset.pieces);
    this.#changed = changed;
    this.#add.addEventListener('click', () => {
      const box = this.#append();
      this.#arrange();
      box.querySelector('textarea')?.focus();
    });
    this.#list.addEventListener('click', (event) => {
      const box = (event.target as Element).closest('[data-remove-piece]')?.closest<HTMLElement>('[data-piece]');
      if (box) this.#remove(box);
    });
    this.#arrange();
  }

  /** As many boxes as these fields fill, at least one. */
  prepare(fields: Fields) {
    const filled = Array.from({ length: this.#most }, (_, i) => `${this.#question}${i + 1}`).map((name) =>
      [name, ...pieceParts.map((part) => `${name}-${part}`)].some((field) => one(fields, field) !== ''),
    );
    const wanted = Math.max(1, filled.lastIndexOf(true) + 1);
    while (this.#boxes.length < wanted) this.#append();
    for (const box of this.#boxes.slice(wanted)) box.remove();
    this.#arrange();
  }

  get #boxes(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-piece]')];
  }

  #append(): HTMLElement {
    const boxes = this.#boxes;
    const n = boxes.length + 1;
    const box = boxes[0]!.cloneNode(true) as HTMLElement;
    copy(undefined, box);
    for (const element of [box, ...box.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(`${this.#question}1`))
          element.setAttribute(name, value.replaceAll(`${this.#question}1`, `${this.#question}${n}`));
      }
    }
    box.querySelector('legend')!.textContent = this.#text('pieces.nth', { n });
    boxes.at(-1)!.after(box);
    return box;
  }

  // The pieces after it move up by one, so that their numbers stay without a gap.
  #remove(box: HTMLElement) {
    const boxes = this.#boxes;
    const at = boxes.indexOf(box);
    for (let i = at; i < boxes.length; i++) copy(boxes[i + 1], boxes[i]!);
    if (boxes.length > 1) boxes.at(-1)!.remove();
    this.#arrange();
    this.#changed();
    const near = this.#boxes[Math.min(at, this.#boxes.length - 1)];
    near?.querySelector('textarea')?.focus();
  }

  #arrange() {
    const boxes = this.#boxes;
    this.#add.hidden = boxes.length >= this.#most;
    for (const box of boxes) {
      const removal = box.querySelector<HTMLDetailsElement>('[data-removal]');
      if (!removal) continue;
      removal.hidden = boxes.length === 1;
      removal.open = false;
    }
  }
}

const fieldsIn = (box: HTMLElement) => [
  ...box.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('input, textarea, select'),
];

/** Puts what one box holds into another; without a first box, empties the second. */
function copy(from: HTMLElement | undefined, to: HTMLElement) {
  const source = from ? fieldsIn(from) : [];
  fieldsIn(to).forEach((field, i) => {
    const other = source[i];
    if (field instanceof HTMLInputElement && field.type === 'checkbox')
      field.checked = (other as HTMLInputElement | undefined)?.checked ?? false;
    else field.value = other?.value ?? '';
  });
  const mend = to.querySelector('[data-mend]');
  if (mend) mend.textContent = from?.querySelector('[data-mend]')?.textContent ?? '';
  for (const field of to.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
}
