// Says at its place what has to be put right, and leads there.
import type { Mend } from './mends.ts';
import type { Text } from './texts.ts';

/** Fields to which a sentence belongs that is not about the value itself. */
const partOf: Readonly<Record<string, string>> = { 'who.error.place': 'place', 'who.error.kind': 'kind', 'pieces.error.year': 'year' };

export function setMend(within: HTMLElement, text: string) {
  const mend = within.querySelector('[data-mend]');
  if (mend) mend.textContent = text;
}

export const sectionOf = (form: HTMLFormElement, question: string): HTMLElement =>
  form.querySelector(`[data-question="${CSS.escape(question)}"]`) as HTMLElement;

/** Shows these, and none that was shown before. */
export function showMends(form: HTMLFormElement, mends: readonly Mend[], text: Text) {
  for (const old of form.querySelectorAll('[data-mend]')) old.textContent = '';
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  for (const mend of mends) {
    const box = form.querySelector<HTMLElement>(`[data-box="${CSS.escape(mend.at)}"]`);
    setMend(box ?? sectionOf(form, mend.question), text(mend.text));
    fieldOf(form, mend)?.setAttribute('aria-invalid', 'true');
  }
  const first = mends[0];
  if (first) (fieldOf(form, first) ?? sectionOf(form, first.question).querySelector<HTMLElement>('h2'))?.focus();
}

/** What is being put right is no longer called wrong; the check comes again with "Go on". */
export function forgetMend(field: Element) {
  for (const around of [field.closest('[data-box]'), field.closest('[data-question]')])
    if (around instanceof HTMLElement) setMend(around, '');
  field.removeAttribute('aria-invalid');
}

const fieldOf = (form: HTMLFormElement, { at, text }: Mend): HTMLElement | null =>
  form.querySelector(`[name="${CSS.escape(at)}-${partOf[text] ?? 'value'}"]`);
