// The four boxes for what is known about the person: only what a kind needs is shown, and a box more only when asked for.
import { withPlace, withRegion } from './fields.ts';
import type { Text } from './texts.ts';

export class IdentifierFields {
  readonly #boxes: HTMLFieldSetElement[];
  readonly #add: HTMLElement | null;
  readonly #text: Text;

  constructor(form: HTMLFormElement, text: Text, changed: () => void) {
    this.#text = text;
    this.#boxes = [...form.querySelectorAll<HTMLFieldSetElement>('[data-identifier]')];
    this.#add = form.querySelector('[data-add]');
    const countries = [...form.querySelectorAll<HTMLOptionElement>('select[name="country"] option')].filter((o) => o.value !== '');
    for (const box of this.#boxes) {
      part(box, 'region')
        ?.querySelector('select')
        ?.append(...countries.map((o) => new Option(o.text, o.value)));
      kindIn(box).addEventListener('change', () => this.#arrange(box));
      box.querySelector('[data-remove]')?.addEventListener('click', () => {
        for (const field of box.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) field.value = '';
        this.show();
        changed();
        (this.#add ?? box).focus();
      });
    }
    this.#add?.addEventListener('click', () => {
      const next = this.#boxes.find((box) => box.hidden);
      if (!next) return;
      next.hidden = false;
      this.#showAdd();
      kindIn(next).focus();
    });
  }

  /** Shows the boxes that hold something, at least one, and in each the fields of its kind. */
  show() {
    const used = this.#boxes.map((box) => kindIn(box).value !== '' || valueIn(box).value.trim() !== '');
    this.#boxes.forEach((box, i) => {
      box.hidden = !used[i] && (i !== 0 || used.some(Boolean));
      this.#arrange(box);
    });
    this.#showAdd();
  }

  #showAdd() {
    if (this.#add) this.#add.hidden = this.#boxes.every((box) => !box.hidden);
  }

  #arrange(box: HTMLFieldSetElement) {
    const kind = kindIn(box).value;
    show(part(box, 'value'), kind !== '' || valueIn(box).value !== '');
    show(part(box, 'place'), withPlace(kind));
    show(part(box, 'region'), withRegion(kind));
    show(box.querySelector('[data-remove]'), kind !== '' || this.#boxes.filter((b) => !b.hidden).length > 1);
    const help = box.querySelector('[data-help]');
    if (help) help.textContent = kind === '' ? '' : this.#text(`who.help.${kind}`);
    const value = valueIn(box);
    value.inputMode = kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : kind === 'profile' ? 'url' : 'text';
  }
}

const kindIn = (box: Element) => box.querySelector('select[name$="-kind"]') as HTMLSelectElement;
const valueIn = (box: Element) => box.querySelector('input[name$="-value"]') as HTMLInputElement;
const part = (box: Element, name: string) => box.querySelector<HTMLElement>(`[data-part="${name}"]`);
const show = (element: HTMLElement | null, shown: boolean) => {
  if (element) element.hidden = !shown;
};
