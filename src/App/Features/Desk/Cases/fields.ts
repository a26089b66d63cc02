// Fields of the forms of cases. Each knows its label, what stands in it, and how to make nothing of it get lost.
import { element } from '../../../Components/Dom/element.ts';
import type { MemberSchema } from './case-rules.ts';

/** What can be chosen. `lang` where the words are not in the page's language. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly lang?: string;
}

export interface Field {
  readonly name: string;
  readonly node: HTMLElement;
  /** What stands in it; empty for nothing. */
  readonly value: () => string;
}

let made = 0;
const newId = (name: string): string => `field-${name}-${++made}`;

function around(label: string, hint: Node | string | null, control: HTMLElement): HTMLElement {
  const id = control.id;
  if (hint !== null) control.setAttribute('aria-describedby', `${id}-hint`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    control,
    hint !== null && element('small', { id: `${id}-hint`, class: 'note' }, hint),
  );
}

/** One of several. With `needed`, nothing is chosen beforehand and something has to be. */
export function choice(
  name: string,
  label: string,
  options: readonly Option[],
  needed: boolean,
  hint: Node | string | null = null,
): Field & { readonly select: HTMLSelectElement } {
  const select = element(
    'select',
    { id: newId(name), required: needed },
    element('option', { value: '' }, '—'),
    ...options.map((o) => element('option', { value: o.value, lang: o.lang ?? null }, o.text)),
  );
  return { name, node: around(label, hint, select), value: () => select.value, select };
}

/** Some of several. */
export function checks(
  name: string,
  label: string,
  options: readonly Option[],
  chosen: readonly string[],
  none = '—',
): Field & { readonly values: () => readonly string[] } {
  const boxes = options.map((o) => {
    const box = element('input', { type: 'checkbox', value: o.value });
    box.checked = chosen.includes(o.value);
    return { box, row: element('label', { class: 'tick' }, box, element('span', { lang: o.lang ?? null }, o.text)) };
  });
  const values = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const rows = boxes.length > 0 ? boxes.map(({ row }) => row) : [element('p', { class: 'note' }, none)];
  return {
    name,
    node: element('fieldset', { class: 'field ticks' }, element('legend', {}, label), ...rows),
    value: () => values().join(' '),
    values,
  };
}

/** Text that is sealed before it leaves this browser. @param hint says so. */
export function sealedText(
  name: string,
  label: string,
  hint: string,
  needed: boolean,
  rows: number,
): Field & { readonly area: HTMLTextAreaElement } {
  const area = element('textarea', { id: newId(name), rows, dir: 'auto', autocomplete: 'off', required: needed });
  return { name, node: around(label, hint, area), value: () => area.value.trim(), area };
}

/** A short text in clear that follows the pattern of its member, with suggestions. Where it does not, the browser says what the member means. */
export function shortText(
  name: string,
  label: string,
  value: string,
  { pattern, description }: MemberSchema,
  needed = true,
): Field & { readonly offer: (known: readonly (readonly [string, string])[]) => void } {
  const input = element('input', { id: newId(name), type: 'text', autocomplete: 'off', spellcheck: 'false', required: needed });
  input.value = value;
  // Browsers read the attribute with the flag v, where a hyphen at the end of a class has to be escaped.
  if (pattern !== undefined) input.pattern = pattern.replace(/^\^|\$$/gu, '').replace(/-\]/gu, '\\-]');
  if (description !== undefined) input.title = description;
  const node = around(label, null, input);
  return {
    name,
    node,
    value: () => input.value.trim(),
    offer: (known) => {
      const list = element(
        'datalist',
        { id: `${input.id}-known` },
        ...known.map(([code, text]) => element('option', { value: code }, text)),
      );
      input.setAttribute('list', list.id);
      node.append(list);
    },
  };
}

/** A name as somebody types it. @param hint says where it goes. */
export function nameField(name: string, label: string, hint: string, most: number): Field {
  const input = element('input', { id: newId(name), type: 'text', dir: 'auto', autocomplete: 'off', required: true, maxlength: most });
  return { name, node: around(label, hint, input), value: () => input.value.trim() };
}

/** What is searched for. @param hint says in what. */
export function searchField(name: string, label: string, hint: string): Field & { readonly input: HTMLInputElement } {
  const input = element('input', { id: newId(name), type: 'search', dir: 'auto', autocomplete: 'off', spellcheck: 'false' });
  return { name, node: around(label, hint, input), value: () => input.value, input };
}

/** A day. */
export function dayField(name: string, label: string, needed: boolean): Field {
  const input = element('input', { id: newId(name), type: 'date', required: needed });
  return { name, node: around(label, null, input), value: () => input.value };
}

/** What stands in fields by name, without those that are empty. */
export const filledIn = (fields: readonly Field[]): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.filter((f) => f.value() !== '').map((f) => [f.name, f.value()]));
