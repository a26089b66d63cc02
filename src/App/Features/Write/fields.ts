// The fields of the question form by name: what the form posts where there are no scripts, and what is kept as a draft.

/** A field with one value is a string, a group of check boxes a list. Empty fields are absent. */
export type Fields = Record<string, string | string[]>;

export const SLOTS = [1, 2, 3, 4] as const;

export function one(fields: Fields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
}

export function many(fields: Fields, name: string): string[] {
  const value = fields[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** What is chosen, preset or carried along before anything is told: who helps and agreed to it, for whom, and when it may be read. */
const chosen: ReadonlySet<string> = new Set(['together', 'helper', 'agreed', 'country', 'choice', 'quorum', 'alone', 'organisation']);

/** Whether nothing was written: only choices are filled in. */
export const nothingWritten = (fields: Fields): boolean => Object.keys(fields).every((name) => chosen.has(name));

/** One thing known about the person, as typed. */
export interface TypedIdentifier {
  slot: number;
  kind: string;
  value: string;
  region: string;
  place: string;
}

/** Kinds that stand with a place, and kinds that stand with a country (docs/formats/identifiers.md). */
export const withPlace = (kind: string) => kind === 'name' || kind === 'role' || kind === 'staff-id';
export const withRegion = (kind: string) => kind === 'phone' || kind === 'vehicle';
/** Kinds that can fit several people: a match on them may release only what its writer allowed. */
export const isWeak = (kind: string) => kind === 'name' || kind === 'role';

/** What was typed into the four slots; a slot without kind and value is left out. */
export function typedIdentifiers(fields: Fields): TypedIdentifier[] {
  return SLOTS.map((slot) => {
    const kind = one(fields, `who${slot}-kind`);
    return {
      slot,
      kind,
      value: one(fields, `who${slot}-value`),
      region: withRegion(kind) ? one(fields, `who${slot}-region`) || one(fields, 'country') : '',
      place: withPlace(kind) ? one(fields, `who${slot}-place`) : '',
    };
  }).filter((typed) => typed.kind !== '' || typed.value !== '');
}

export function readForm(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of new FormData(form)) {
    // How many pieces a page without scripts shows is no answer.
    if (typeof value !== 'string' || value.trim() === '' || name.endsWith('-shown')) continue;
    const before = fields[name];
    if (before === undefined) fields[name] = isList(form, name) ? [value] : value;
    else fields[name] = [...(Array.isArray(before) ? before : [before]), value];
  }
  return fields;
}

/** What these fields say under names that the form has not: its questions have changed since it was written. */
export const unaskedIn = (form: HTMLFormElement, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !chosen.has(name) && form.elements.namedItem(name) === null));

export function fillForm(form: HTMLFormElement, fields: Fields) {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) {
      element.checked = many(fields, element.name).includes(element.value);
    } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
      if (element.name) element.value = many(fields, element.name)[0] ?? '';
    }
  }
}

/** Makes sure that the lists of countries beside a number hold what these fields name; the whole lists come when they are asked for. */
export function offerRegions(form: HTMLFormElement, fields: Fields) {
  for (const slot of SLOTS) {
    const region = one(fields, `who${slot}-region`);
    const select = form.elements.namedItem(`who${slot}-region`);
    if (!(select instanceof HTMLSelectElement) || region === '' || [...select.options].some((o) => o.value === region)) continue;
    select.append(new Option(region, region));
  }
}

const isList = (form: HTMLFormElement, name: string) => form.querySelector(`input[type="checkbox"][name="${CSS.escape(name)}"]`) !== null;
