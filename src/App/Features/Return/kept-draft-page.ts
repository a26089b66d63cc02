// What was kept on this device, after its numbers opened it: go on writing, or remove it.
import '../Write/Bundled/first.ts';
import { dropUploads } from '../Attachments/form-files.ts';
import { deviceNotes } from '../Write/device-notes.ts';
import { tabMemory } from '../Write/draft.ts';
import { many, nothingWritten } from '../Write/fields.ts';
import type { Text } from '../Write/texts.ts';
import { dayOf } from './day-of.ts';
import type { KeptDraft } from './visit.ts';

/**
 * @param isBeside whether a report was found under the same numbers too.
 * @param removed called when it is gone.
 */
export function showKeptDraft(page: HTMLElement, { draft, kept }: KeptDraft, isBeside: boolean, text: Text, removed: () => void) {
  const within = (selector: string) => page.querySelector(selector) as HTMLButtonElement;
  within('[data-day]').textContent = text('return.kept.day', { day: dayOf(draft.hour, document.documentElement.lang) });
  within('[data-alone]').hidden = isBeside;
  within('[data-beside]').hidden = !isBeside;
  const other = within('[data-other]');
  other.hidden = true;
  within('[data-go-on]').onclick = () => {
    const memory = tabMemory();
    // Another text, or a sealed report that waits for the line, is not to be lost for this one.
    if (memory.sealed !== null || (memory.draft !== null && !nothingWritten(memory.draft.fields))) {
      other.hidden = false;
      return;
    }
    memory.draft = { fields: draft.fields, at: draft.at };
    memory.kept = kept;
    location.assign(within('[data-go-on]').dataset['address'] as string);
  };
  within('[data-remove]').onclick = () => {
    dropUploads(many(draft.fields, 'files'));
    deviceNotes()?.erase(kept.name);
    removed();
  };
}
