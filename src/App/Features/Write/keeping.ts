// "Go on later, on this device": the draft is sealed under 28 numbers and stays in this browser. Fetched when it is asked for.
import './Bundled/envelopes.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { deriveReceipt, newReceipt } from '../../../Sealing/receipt.ts';
import { button, element } from '../../Components/Dom/element.ts';
import type { Draft, TabMemory } from './draft.ts';
import { hourOf } from './hour-of.ts';
import { type Holder, keptHere } from './kept-here.ts';
import type { SealedForm } from './sealed-form.ts';
import { notThere, type Text } from './texts.ts';

/** What became of it: its numbers, or the message id of what hindered it. */
type Kept = { digits: string; failed?: undefined } | { digits?: undefined; failed: string };

/**
 * Says in the panel what keeping means, and does it when it is pressed.
 * @param memoryOf what this tab holds; null while nothing in it can be kept.
 * @param end called when the device has it: the tab lets go of it.
 */
export function offerToKeep(panel: HTMLElement, form: SealedForm, text: Text, memoryOf: () => TabMemory | null, end: () => void) {
  const said = element('p', { class: 'mend', role: 'alert' });
  const go = button(text('write.keep.yes'), () => void keep(), { class: 'quiet' });
  const keep = async () => {
    const memory = memoryOf();
    if (memory === null || go.getAttribute('aria-busy') === 'true') return;
    go.setAttribute('aria-busy', 'true');
    said.textContent = '';
    try {
      const { fields } = form;
      const kept = await keepOnDevice({ fields, at: memory.draft?.at ?? '' }, memory.numbers);
      if (kept.failed !== undefined) {
        said.textContent = text(kept.failed);
        return;
      }
      const { showNumbers } = await import('./numbers-page.ts');
      end();
      showNumbers(
        form,
        { digits: kept.digits, title: text('kept.title'), next: text('kept.next'), together: fields['together'] === 'yes' },
        text,
      );
    } catch (e) {
      said.textContent = text(notThere(e) ?? 'later.offline');
    } finally {
      go.removeAttribute('aria-busy');
    }
  };
  const what = [element('p', {}, text('write.keep.what')), element('p', { class: 'small' }, text('write.keep.risk'))];
  panel.replaceChildren(panel.firstElementChild as Element, ...what, go, said);
}

/** @param digits those under which it was kept before; null for new ones. */
async function keepOnDevice(draft: Draft, digits: string | null): Promise<Kept> {
  const here = keptHere();
  if (here === null) return { failed: 'write.keep.failed' };
  const numbers = digits ?? newReceipt();
  const hindered = await here.keep(await holderOf(numbers), { ...draft, hour: hourOf(new Date()) });
  if (hindered === null) return { digits: numbers };
  return { failed: hindered === 'full' ? 'write.keep.full' : 'write.keep.failed' };
}

/** It was sent, or erased. */
export async function forgetOnDevice(digits: string): Promise<void> {
  await keptHere()?.remove(await holderOf(digits));
}

async function holderOf(digits: string): Promise<Holder> {
  const { deployment } = await loadManifest(fetch.bind(globalThis));
  return { keys: await deriveReceipt(digits, deployment), deployment };
}
