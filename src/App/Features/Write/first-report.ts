// Seals and sends the report that was written on "/write". Somebody may leave meanwhile: then nothing is written down any more.
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { mostReports } from '../../../Escrow/Depositing/statement.ts';
import { NotThere } from '../../Components/Later/later.ts';
import { deviceNotes } from './device-notes.ts';
import type { TabMemory } from './draft.ts';
import { type Fields, many } from './fields.ts';
import { REVIEW } from './flow.ts';
import { showNumbers } from './numbers-page.ts';
import type { Questionnaire } from './questionnaire.ts';
import { type FirstSealed, sealFirst } from './seal.ts';
import type { SealedForm } from './sealed-form.ts';
import { isSettled, sendSealed, sentence } from './sending.ts';
import type { Text } from './texts.ts';

/** A sealed report on its way, with what its receipt page will say. */
interface Pending extends FirstSealed {
  next: { choice: string; organisation: string; together: boolean };
}

/** The page on which it was written. */
export interface Written {
  readonly element: SealedForm;
  readonly questionnaire: Questionnaire;
  readonly text: Text;
  readonly memory: TabMemory;
  /** Whether she left or erased it. */
  isOver(): boolean;
  /** It was sent: the tab lets go of it. */
  end(): void;
}

/** @returns the message id of what went wrong, or null. @throws NotThere */
export async function sendFirst(draft: ReportDraft, fields: Fields, page: Written): Promise<string | null> {
  const { memory, element, text } = page;
  const { kept } = memory;
  let pending = memory.sealed as Pending | null;
  let place = { digits: kept?.numbers ?? null, number: 0 };
  for (;;) {
    if (pending === null) {
      try {
        pending = { ...(await sealFirst(draft, many(fields, 'files'), place)), next: nextOf(draft, page.questionnaire) };
      } catch (e) {
        if (e instanceof NotThere) throw e;
        return e instanceof TypeError ? 'send.offline' : e instanceof RangeError ? 'send.unsealed' : 'send.refused';
      }
      if (page.isOver()) return null;
      // Kept until the answer is there: a retry, even after a refresh, sends these bytes and no second report.
      memory.sealed = pending;
    }
    const outcome = await sendSealed(pending, (message, places) => element.tell(message, places));
    // What the device keeps in this very state was sent. What another tab has kept since then was not.
    if (outcome === 'stored' && kept !== null) deviceNotes()?.remove(kept.name);
    if (page.isOver()) return null;
    const { digits, number = 0, next } = pending;
    if (outcome === 'stored') {
      page.end();
      const said = text(`receipt.next.${next.choice}`, { organisation: next.organisation });
      showNumbers(element, { digits, next: said, together: next.together }, text);
      return null;
    }
    if (outcome === 'taken' && number + 1 < mostReports) {
      // The same draft was open twice and sent from the other tab: this is another report under the same numbers.
      place = { digits, number: number + 1 };
      pending = null;
      memory.forgetSealed();
      continue;
    }
    const settled = isSettled(outcome);
    if (settled) memory.forgetSealed();
    else memory.draft = { fields, at: REVIEW };
    element.say(sentence(outcome), !settled);
    return sentence(outcome);
  }
}

function nextOf(draft: ReportDraft, questionnaire: Questionnaire): Pending['next'] {
  return {
    choice: draft.quorum === 'keep' ? 'keep' : draft.quorum === 1 ? 'now' : 'hold',
    organisation: questionnaire.organisations.find((o) => o.id === draft.organisation)?.name ?? '',
    together: draft.answers.agreed === 'yes',
  };
}
