// The page "/write": keeps the draft in this tab, and has it sealed and sent, kept on the device, or erased.
import { dropUploads } from '../Attachments/form-files.ts';
import { deviceNotes } from './device-notes.ts';
import { tabMemory } from './draft.ts';
import { type Fields, many } from './fields.ts';
import { REVIEW } from './flow.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { SealedForm } from './sealed-form.ts';
import { notThere, type Text } from './texts.ts';

interface Place {
  step: string;
  depth: number;
}

export function startWriting(element: SealedForm, questionnaire: Questionnaire, text: Text) {
  const memory = tabMemory();
  const backLink = document.querySelector<HTMLAnchorElement>('.bar .back');
  const start = { address: backLink?.href ?? '/', label: backLink?.textContent ?? '' };
  const place = () => history.state as Place | null;
  // She sent, kept or erased it, or left: nothing of it is written down any more.
  let over = false;
  const onDevice = memory.kept !== null;

  element.start(questionnaire, text, {
    kept(fields, at) {
      if (!over) memory.draft = { fields, at };
    },
    moved(at, byPerson, isFirst) {
      const depth = place()?.depth ?? 0;
      // The address stays the same, so that neither it nor the history says which question was asked.
      if (byPerson) history.pushState({ step: at, depth: depth + 1 }, '');
      else history.replaceState({ step: at, depth }, '');
      if (backLink) backLink.textContent = isFirst ? start.label : text('common.back');
      const reading = element.querySelector<HTMLElement>('[data-reading]');
      if (reading) reading.querySelector<HTMLElement>('.notice')!.hidden = at === REVIEW;
    },
    left() {
      location.assign(start.address);
    },
    prepareToSend() {
      void import('./sealing.ts').catch(() => {});
    },
    async send(draft, fields) {
      const { sendFirst } = await import('./sealing.ts');
      return over ? null : sendFirst(draft, fields, { element, questionnaire, text, memory, isOver: () => over, end });
    },
  });

  /** Nothing of it is in this tab any more. */
  function end() {
    over = true;
    memory.erase();
    element.empty();
    if (backLink) backLink.textContent = start.label;
  }

  element.querySelector('[data-keep-here]')?.addEventListener('toggle', async ({ currentTarget }) => {
    const panel = currentTarget as HTMLDetailsElement;
    if (!panel.open) return;
    try {
      const { offerToKeep } = await import('./keeping.ts');
      // A sealed report that waits for the line is no draft any more.
      offerToKeep(panel, element, text, () => (over || memory.sealed !== null ? null : memory), end);
    } catch (e) {
      const said = panel.querySelector('[data-mend]');
      if (said) said.textContent = text(notThere(e) ?? 'later.offline');
    }
  });

  window.addEventListener('popstate', () => {
    const step = place()?.step;
    if (step === undefined || over) return;
    if (element.hold.isOn) {
      // What is being sent or kept stands there until that has ended.
      history.pushState({ step: memory.draft?.at ?? step, depth: (place()?.depth ?? 0) + 1 }, '');
      return;
    }
    // While a sealed report is on its way, its words cannot be changed any more: only the same bytes may follow.
    element.goTo(memory.sealed === null ? step : REVIEW);
    if (memory.sealed !== null) element.say('send.unconfirmed', true);
  });
  backLink?.addEventListener('click', (event) => {
    if (over || backLink.textContent === start.label) return;
    if (memory.sealed !== null && !element.hold.isOn) return;
    event.preventDefault();
    if (element.hold.isOn) return;
    if ((place()?.depth ?? 0) > 0) history.back();
    else element.back();
  });
  element.querySelector('[data-stop]')?.addEventListener('click', () => {
    if (element.hold.isOn) return;
    dropUploads(many(element.fields, 'files'));
    // Erased is erased, on the device as well.
    if (memory.kept !== null) deviceNotes()?.erase(memory.kept.name);
    end();
    location.replace(start.address);
  });
  document.addEventListener('exit-page', () => {
    // What the device keeps still needs its files.
    if (!over && !onDevice) dropUploads(many(element.fields, 'files'));
    over = true;
  });

  const draft = memory.draft;
  const pending = memory.sealed !== null;
  // Who comes by the way for two while a draft is open goes on with it, together.
  const together: Fields = element.querySelector<HTMLInputElement>('input[name="together"]')?.value ? { together: 'yes' } : {};
  // Without a draft it is what the form holds: the script may have come after somebody had begun in the plain form.
  element.open(draft ? { ...draft.fields, ...together } : element.fields, pending ? REVIEW : (place()?.step ?? draft?.at), true);
  if (pending) element.say('send.offline', true);
}
