// The page "/write": keeps the draft in this tab, seals, sends, and shows the 28 numbers once.
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { NotThere } from '../../Components/Later/later.ts';
import { dropUploads } from '../Attachments/form-files.ts';
import { deviceNotes } from './device-notes.ts';
import { tabMemory } from './draft.ts';
import { type Fields, many } from './fields.ts';
import { REVIEW } from './flow.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Sealed } from './seal.ts';
import type { SealedForm } from './sealed-form.ts';
import { notThere, type Text } from './texts.ts';

/** A sealed report on its way, with what its receipt page will say. */
interface Pending extends Sealed {
  next: { choice: string; organisation: string; together: boolean };
}

interface Place {
  step: string;
  depth: number;
}

export function startWriting(element: SealedForm, questionnaire: Questionnaire, text: Text) {
  const memory = tabMemory();
  const backLink = document.querySelector<HTMLAnchorElement>('.bar .back');
  const start = { address: backLink?.href ?? '/', label: backLink?.textContent ?? '' };
  const place = () => history.state as Place | null;
  let sent = false;
  const onDevice = memory.kept !== null;

  element.start(questionnaire, text, {
    kept(fields, at) {
      if (!sent) memory.draft = { fields, at };
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
    send: (draft, fields) => send(draft, fields),
  });

  async function send(draft: ReportDraft, fields: Fields): Promise<string | null> {
    const { sealFirst, sendSealed, sentence, showNumbers } = await import('./sealing.ts');
    let pending = memory.sealed as Pending | null;
    if (pending === null) {
      const organisation = questionnaire.organisations.find((o) => o.id === draft.organisation)?.name ?? '';
      const choice = draft.quorum === 'keep' ? 'keep' : draft.quorum === 1 ? 'now' : 'hold';
      try {
        const together = draft.answers.agreed === 'yes';
        pending = {
          ...(await sealFirst(draft, many(fields, 'files'), memory.kept?.numbers ?? null)),
          next: { choice, organisation, together },
        };
      } catch (e) {
        if (e instanceof NotThere) throw e;
        return e instanceof TypeError ? 'send.offline' : e instanceof RangeError ? 'send.unsealed' : 'send.refused';
      }
      // Kept until the answer is there: a retry, even after a refresh, sends these bytes and no second report.
      memory.sealed = pending;
    }
    const outcome = await sendSealed(pending, (message, places) => element.tell(message, places));
    if (outcome === 'stored') {
      forgetOnDevice();
      const next = text(`receipt.next.${pending.next.choice}`, { organisation: pending.next.organisation });
      const { digits } = pending;
      end();
      showNumbers(element, { digits, next, together: pending.next.together }, text);
      return null;
    }
    const settled = outcome === 'refused' || outcome === 'files';
    if (settled) memory.forgetSealed();
    else memory.draft = { fields, at: REVIEW };
    element.say(sentence(outcome), !settled);
    return sentence(outcome);
  }

  /** The draft is not on the device any more, if it was. */
  function forgetOnDevice() {
    if (memory.kept !== null) deviceNotes()?.remove(memory.kept.name);
  }

  /** Nothing of it is in this tab any more. */
  function end() {
    sent = true;
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
      offerToKeep(panel, element, text, () => (memory.sealed === null ? memory : null), end);
    } catch (e) {
      const said = panel.querySelector('[data-mend]');
      if (said) said.textContent = text(notThere(e) ?? 'later.offline');
    }
  });

  window.addEventListener('popstate', () => {
    const step = place()?.step;
    if (step === undefined || sent) return;
    // While a sealed report is on its way, its words cannot be changed any more: only the same bytes may follow.
    element.goTo(memory.sealed === null ? step : REVIEW);
    if (memory.sealed !== null) element.say('send.unconfirmed', true);
  });
  backLink?.addEventListener('click', (event) => {
    if (sent || memory.sealed !== null || backLink.textContent === start.label) return;
    event.preventDefault();
    if ((place()?.depth ?? 0) > 0) history.back();
    else element.back();
  });
  element.querySelector('[data-stop]')?.addEventListener('click', () => {
    dropUploads(many(element.fields, 'files'));
    // Erased is erased, on the device as well.
    forgetOnDevice();
    end();
    location.replace(start.address);
  });
  document.addEventListener('exit-page', () => {
    // What the device keeps still needs its files.
    if (!sent && !onDevice) dropUploads(many(element.fields, 'files'));
    sent = true;
  });

  const draft = memory.draft;
  const pending = memory.sealed !== null;
  // Who comes by the way for two while a draft is open goes on with it, together.
  const together: Fields = element.querySelector<HTMLInputElement>('input[name="together"]')?.value ? { together: 'yes' } : {};
  element.open(draft ? { ...draft.fields, ...together } : {}, pending ? REVIEW : (place()?.step ?? draft?.at));
  if (pending) element.say('send.offline', true);
}
