// Who has a code for a respondent's letters, as the log of the case has it: from what the events access-given sealed, in their order.
import { type Access, type AccessAnswer, accessIn, checkAccesses, type LetterPlace } from '../../../../Escrow/Letters/letters-access.ts';
import type { Bytes } from '../../../../Sealing/wire.ts';
import type { CaseAnswer } from './case-api.ts';
import { eventsOf } from './case-events.ts';
import type { CaseView } from './case-view.ts';
import { textOf } from './sealed.ts';

/** The codes of a respondent and advisers, oldest first: the last one of each that the log has is not ended. */
export async function givenAccesses(view: CaseView, answer: CaseAnswer, place: LetterPlace, keys: readonly Bytes[]): Promise<Access[]> {
  const events = eventsOf(answer).filter(({ kind }) => kind === 'access-given');
  const opened = await Promise.all(
    events.map(async ({ to, content }) => {
      const text = await textOf(content, view, answer);
      const access = text === null ? null : accessIn(text);
      return access?.party === to ? access : null;
    }),
  );
  const own = opened.filter((access): access is AccessAnswer => access?.respondent === place.of);
  const checked = await checkAccesses(place, own, keys);
  return checked.map((access, i) => ({ ...access, ended: checked.slice(i + 1).some(({ party }) => party === access.party) }));
}
