// Files in a form: the light part, that every question page loads. What seals, cleans and records comes when it is used.
import { tabMemory } from '../Write/draft.ts';
import { many } from '../Write/fields.ts';
import { type KeptFile, parseKept } from './kept-file.ts';

const NAME = 'files';

/** Puts the hidden fields of files into the form, in the place of those that are there. */
export function putFiles(form: HTMLFormElement, values: readonly string[]) {
  for (const old of hiddenFields(form)) old.remove();
  for (const value of values) form.append(hiddenField(value));
  form.dispatchEvent(new Event('files-put'));
}

export function hiddenField(value: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = NAME;
  field.value = value;
  return field;
}

export const hiddenFields = (form: HTMLFormElement): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>(`input[type="hidden"][name="${NAME}"]`),
];

/** The files themselves. */
export const filesIn = (values: readonly string[]): KeptFile[] => values.flatMap((value) => parseKept(value) ?? []);

/** Whether a file has not arrived whole yet. */
export const isWaiting = (values: readonly string[]): boolean => values.some((value) => parseKept(value)?.digest === undefined);

/** Asks the site to forget uploads that no report has; nobody waits for the answer, the page may be on its way out. */
export function dropUploads(values: readonly string[]) {
  for (const value of values) {
    const kept = parseKept(value);
    if (!kept?.token) continue;
    const request = { method: 'DELETE', headers: { 'Chorus-Upload': kept.token }, keepalive: true, credentials: 'omit' } as const;
    fetch(`/api/attachments/${kept.id}`, request).catch(() => {});
  }
}

/** Those of the draft that only this tab keeps: before it is erased, since their tokens go with it. What the device keeps too, still needs them. */
export function dropKeptUploads() {
  const memory = tabMemory();
  if (memory.kept === null) dropUploads(many(memory.draft?.fields ?? {}, NAME));
}
