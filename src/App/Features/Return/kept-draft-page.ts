// What was kept on this device, after its numbers opened it: go on writing, or remove it.
import { tabMemory } from '../Write/draft.ts';
import type { Text } from '../Write/texts.ts';
import { dayOf } from './day-of.ts';
import type { KeptDraft } from './visit.ts';

/** @param removed called when it is gone. */
export function showKeptDraft(page: HTMLElement, { draft, digits, remove }: KeptDraft, text: Text, removed: () => void) {
  const within = (selector: string) => page.querySelector(selector) as HTMLButtonElement;
  within('[data-day]').textContent = text('return.kept.day', { day: dayOf(draft.hour, document.documentElement.lang) });
  within('[data-go-on]').onclick = () => {
    const memory = tabMemory();
    memory.draft = { fields: draft.fields, at: draft.at };
    memory.numbers = digits;
    location.assign(within('[data-go-on]').dataset['address'] as string);
  };
  within('[data-remove]').onclick = async () => {
    await remove();
    removed();
  };
}
