// What is being written to a reporter while the pane is drawn anew.

/** What stands in one field. */
interface Typed {
  readonly id: string;
  readonly value: string;
}

/** What is typed in the pane's forms to a reporter. */
export const typedIn = (pane: HTMLElement): readonly Typed[] =>
  [...pane.querySelectorAll<HTMLTextAreaElement>('#answer, #refer, #circle-ask, #circle-words')]
    .map(({ id, value }) => ({ id, value }))
    .filter(({ value }) => value !== '');

/** Puts it back into the forms that the pane still has, and opens what one is folded into. */
export function putTyped(pane: HTMLElement, typed: readonly Typed[]): void {
  for (const { id, value } of typed) {
    const field = pane.querySelector<HTMLTextAreaElement>(`#${id}`);
    if (!field) continue;
    field.value = value;
    field.closest('details')?.setAttribute('open', '');
  }
}
