// The four boxes for what is known about the person: only what a kind needs is shown, and a box more only when asked for.
import { withPlace, withRegion } from './fields.ts';
import type { Text } from './texts.ts';

export class IdentifierFields {
  readonly #boxes: HTMLFieldSetElement[];
  readonly #add: HTMLElement | null;
  readonly #text: Text;
  readonly #countries: HTMLSelectElement;

  constructor(form: HTMLFormElement, text: Text, changed: () => void) {
    this.#text = text;
    this.#boxes = [...form.querySelectorAll<HTMLFieldSetElement>('[data-identifier]')];
    this.#add = form.querySelector('[data-add]');
    this.#countries = form.querySelector('select[name="country"]') as HTMLSelectElement;
    for (const box of this.#boxes) {
      kindIn(box).addEventListener('change', () => {
        this.#arrange(box);
        this.#showAdd();
      });
      box.querySelector('[data-remove]')?.addEventListener('click', () => {
        for (const field of box.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) field.value = '';
        this.show();
        changed();
        kindIn(this.#boxes.find((other) => !other.hidden) ?? box).focus();
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

  // Another box is offered once the last one shown is in use.
  #showAdd() {
    const last = this.#boxes.filter((box) => !box.hidden).at(-1);
    if (this.#add) this.#add.hidden = last === undefined || last === this.#boxes.at(-1) || kindIn(last).value === '';
  }

  // The list is long, so only the boxes that need it get it.
  #fillCountries(box: HTMLFieldSetElement) {
    const select = part(box, 'region')?.querySelector('select');
    if (!select || select.options.length > 2) return;
    const chosen = select.value;
    for (const named of [...select.options].filter((o) => o.value !== '')) named.remove();
    select.append(...[...this.#countries.options].filter((o) => o.value !== '').map((o) => new Option(o.text, o.value)));
    select.value = chosen;
  }

  #arrange(box: HTMLFieldSetElement) {
    const kind = kindIn(box).value;
    show(part(box, 'value'), kind !== '' || valueIn(box).value !== '');
    show(part(box, 'place'), withPlace(kind));
    show(part(box, 'region'), withRegion(kind));
    if (withRegion(kind)) this.#fillCountries(box);
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
