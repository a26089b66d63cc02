// Sealed parts of events, opened in this browser when somebody asks for them.
import { button, element } from '../../../Components/Dom/element.ts';
import { contentOf, type SealedReference } from './case-events.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';

/** What is behind a reference, or a sentence why it cannot be shown. */
export async function openSealed(reference: SealedReference, view: CaseView, { answer }: Refs): Promise<string> {
  const { words } = view;
  const kept = contentOf(reference, answer);
  if (!kept) return words.text('desk.case.sealed.gone');
  const sealed = kept.sealed ?? (await view.api.content(answer.id, kept.id)).sealed;
  if (sealed === null) return words.text('desk.case.sealed.gone');
  return (await view.sealing.open(answer.id, kept.id, sealed, reference.hash)) ?? words.text('desk.case.sealed.bad');
}

/** A button that shows what is sealed, in its place. @param label of the member, for its name. */
export function sealedPart(label: string, reference: SealedReference, view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const place = element('div', { class: 'opened', role: 'status', dir: 'auto' });
  const show = button(
    words.text('desk.case.sealed.show', { what: label }),
    () => {
      openSealed(reference, view, refs).then(
        (text) => {
          place.textContent = text;
          show.remove();
        },
        (e: unknown) => place.replaceChildren(view.failure(e)),
      );
    },
    { class: 'btn' },
  );
  return element('div', {}, show, place);
}
