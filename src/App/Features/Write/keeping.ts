// "Go on later, on this device": the draft is sealed under 28 numbers and stays in this browser. Fetched when it is asked for.
import './Bundled/envelopes.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { deriveReceipt, newReceipt } from '../../../Sealing/receipt.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { deviceNotes } from './device-notes.ts';
import type { Draft, Kept, TabMemory } from './draft.ts';
import type { Fields } from './fields.ts';
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
  const full = element('div', { hidden: true }, clearing(text, said));
  const go = button(text('write.keep.yes'), () => void form.hold.during(form.querySelector('form') as HTMLFormElement, go, keep), {
    class: 'quiet',
  });
  const keep = async () => {
    const memory = memoryOf();
    if (memory === null) {
      said.textContent = text('send.unconfirmed');
      return;
    }
    go.setAttribute('aria-busy', 'true');
    said.textContent = text('later.coming');
    try {
      const numbers = memory.kept?.numbers ?? newReceipt();
      let fields: Fields;
      let hindered: string | null;
      do {
        fields = form.fields;
        const draft = { fields, at: memory.draft?.at ?? '' };
        hindered = await keepOnDevice(draft, numbers, memory.kept, () => memoryOf() !== null);
        // Not every browser knows `inert`: what was typed meanwhile is kept too.
      } while (hindered === null && JSON.stringify(form.fields) !== JSON.stringify(fields));
      // She left.
      if (memoryOf() === null) return;
      said.textContent = hindered === null ? '' : text(hindered);
      full.hidden = hindered !== 'write.keep.full';
      if (hindered !== null) return;
      end();
      const together = fields['together'] === 'yes';
      showNumbers(form, { digits: numbers, title: text('kept.title'), next: text('kept.next'), together }, text);
    } catch {
      said.textContent = text('later.offline');
    } finally {
      go.removeAttribute('aria-busy');
    }
  };
  const what = [element('p', {}, text('write.keep.what')), element('p', { class: 'small' }, text('write.keep.risk'))];
  panel.replaceChildren(panel.firstElementChild as Element, ...what, go, said, full);
}

/** Drafts whose numbers are lost would stay for ever: all can be removed, and nobody can tell whose they are. */
function clearing(text: Text, said: HTMLElement): HTMLElement {
  const yes = button(text('write.stop.yes'), () => {
    deviceNotes()?.clear();
    said.textContent = text('return.kept.removed');
    (panel.parentElement as HTMLElement).hidden = true;
  });
  const sure = element('p', {}, text('write.keep.clear.sure'), ' ', yes);
  yes.className = 'plain';
  const panel = element('details', { class: 'stop' }, element('summary', {}, text('write.keep.clear')), sure);
  return panel;
}

/** @returns the message id of what hindered it, else null. */
async function keepOnDevice(draft: Draft, numbers: string, kept: Kept | null, isWanted: () => boolean): Promise<string | null> {
  const notes = deviceNotes();
  if (notes === null) return 'write.keep.failed';
  const { deployment } = await loadManifest(fetch.bind(globalThis));
  const holder = { keys: await deriveReceipt(numbers, deployment), deployment };
  const device = { ...draft, hour: hourOf(new Date()) };
  const { hindered } = await new KeptHere(notes).keep(holder, device, kept?.name, isWanted);
  if (hindered === undefined) return null;
  return hindered === 'full' ? 'write.keep.full' : 'write.keep.failed';
}
