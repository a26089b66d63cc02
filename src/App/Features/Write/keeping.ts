// "Go on later, on this device": the draft is sealed under 28 numbers and stays in this browser. Fetched when it is asked for.
import './Bundled/envelopes.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { deriveReceipt, newReceipt } from '../../../Sealing/receipt.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { deviceNotes } from './device-notes.ts';
import type { Draft, TabMemory } from './draft.ts';
import { hourOf } from './hour-of.ts';
import { KeptHere } from './kept-here.ts';
import { showNumbers } from './numbers-page.ts';
import type { SealedForm } from './sealed-form.ts';
import type { Text } from './texts.ts';

/**
 * Says in the panel what keeping means, once, and does it when it is pressed.
 * @param memoryOf what this tab holds; null while nothing in it can be kept.
 * @param end called when the device has it: the tab lets go of it.
 */
export function offerToKeep(panel: HTMLElement, form: SealedForm, text: Text, memoryOf: () => TabMemory | null, end: () => void) {
  if (panel.querySelector('button') !== null) return;
  const said = element('p', { class: 'mend', role: 'alert' });
  const go = button(text('write.keep.yes'), () => void keep(), { class: 'quiet' });
  const keep = async () => {
    const memory = memoryOf();
    if (memory === null || go.getAttribute('aria-busy') === 'true') return;
    go.setAttribute('aria-busy', 'true');
    said.textContent = '';
    try {
      const { fields } = form;
      const numbers = memory.kept?.numbers ?? newReceipt();
      const failed = await keepOnDevice({ fields, at: memory.draft?.at ?? '' }, numbers);
      if (failed !== null) {
        said.textContent = text(failed);
        return;
      }
      end();
      showNumbers(
        form,
        { digits: numbers, title: text('kept.title'), next: text('kept.next'), together: fields['together'] === 'yes' },
        text,
      );
    } catch {
      said.textContent = text('later.offline');
    } finally {
      go.removeAttribute('aria-busy');
    }
  };
  const what = [element('p', {}, text('write.keep.what')), element('p', { class: 'small' }, text('write.keep.risk'))];
  panel.replaceChildren(panel.firstElementChild as Element, ...what, go, said);
}

/** @returns the message id of what hindered it, else null. */
async function keepOnDevice(draft: Draft, numbers: string): Promise<string | null> {
  const notes = deviceNotes();
  if (notes === null) return 'write.keep.failed';
  const { deployment } = await loadManifest(fetch.bind(globalThis));
  const holder = { keys: await deriveReceipt(numbers, deployment), deployment };
  const { hindered } = await new KeptHere(notes).keep(holder, { ...draft, hour: hourOf(new Date()) });
  if (hindered === undefined) return null;
  return hindered === 'full' ? 'write.keep.full' : 'write.keep.failed';
}
