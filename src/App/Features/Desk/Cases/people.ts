// Who is in a case: the parties by pseudonym with their sealed names opened, and the members who have a part in it.
import { element } from '../../../Components/Dom/element.ts';
import { identities, type SealedReference } from './case-events.ts';
import { part } from './case-parts.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';
import { openSealed } from './sealed.ts';

export function peoplePart(view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const { state } = refs.answer;
  const named = identities(refs.events);
  const parties = state.parties.map(({ party, adviserOf }) =>
    element(
      'li',
      {},
      element('strong', {}, refs.person(party)),
      adviserOf !== null && ` ${words.text('desk.case.adviser-of', { who: refs.person(adviserOf) })}`,
      named.has(party) && identityOf(named.get(party)!, view, refs),
    ),
  );
  const staff = state.staff.map((s) =>
    element(
      'li',
      {},
      element('strong', {}, refs.person(s.member)),
      ' ',
      s.roles.length > 0 ? words.list(s.roles.map((role) => words.text(`desk.role.${role}`))) : words.text('desk.case.no-part'),
      s.conflict !== null &&
        element(
          'p',
          {},
          element('span', { class: 'chip warm' }, words.text('desk.case.in-conflict', { who: refs.person(s.conflict.with) })),
        ),
    ),
  );
  return part(view, 'people', [...parties, ...staff]);
}

function identityOf(reference: SealedReference, view: CaseView, refs: Refs): HTMLElement {
  const place = element('p', { dir: 'auto', class: 'opened' });
  void openSealed(reference, view, refs).then((text) => {
    place.textContent = text;
  });
  return place;
}
