// Sealed parts of events, opened in this browser when somebody asks for them.
import { button, element } from '../../../Components/Dom/element.ts';
import type { CaseAnswer } from './case-api.ts';
import { contentOf, isReference, type SealedReference } from './case-events.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';

/** What is sealed behind a reference; null where the site has none any more. */
async function sealedOf(reference: SealedReference, view: CaseView, answer: CaseAnswer): Promise<string | null> {
  const kept = contentOf(reference, answer);
  return kept ? (kept.sealed ?? (await view.api.content(answer.id, kept.id)).sealed) : null;
}

/** What a member of an event refers to, opened; null where it is no reference, or its content is gone or does not open. */
export async function textOf(reference: unknown, view: CaseView, answer: CaseAnswer): Promise<string | null> {
  const sealed = isReference(reference) ? await sealedOf(reference, view, answer) : null;
  return sealed !== null && isReference(reference) ? view.sealing.open(answer.id, reference.id, sealed, reference.hash) : null;
}

/** What is behind a reference, or a sentence why it cannot be shown. */
export async function openSealed(reference: SealedReference, view: CaseView, { answer }: Refs): Promise<string> {
  const { words } = view;
  const sealed = await sealedOf(reference, view, answer);
  if (sealed === null) return words.text('desk.case.sealed.gone');
  return (await view.sealing.open(answer.id, reference.id, sealed, reference.hash)) ?? words.text('desk.case.sealed.bad');
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
