// Somebody who is alone in an organisation can open a case and then not go on: nobody gives themselves a part in it. They
// are told what to do before the law has to refuse.
import { element } from '../../../Components/Dom/element.ts';
import type { CaseState } from './case-state.ts';
import type { CaseView } from './case-view.ts';

/** What says that the law wants a second person, and how one comes; null where there is one who has the key. */
export function aloneCard({ alone, roles, words }: CaseView): HTMLElement | null {
  if (!alone) return null;
  const invites = roles.includes('administrator');
  const [todo, link, href] = invites
    ? ['invite', 'desk.invite.title', '/desk/members#invite']
    : ['ask', 'desk.nav.members', '/desk/members'];
  return element(
    'section',
    { class: 'card warn alone' },
    element('h2', {}, words.text('desk.case.alone.title')),
    element('p', {}, words.text('desk.case.alone.what')),
    element('p', {}, words.text(`desk.case.alone.${todo}`)),
    element('p', {}, element('a', { class: 'btn', href }, words.text(link))),
  );
}

/** Whether the case waits for somebody who can give the member a part. */
export const waitsForAnother = (state: CaseState, me: string | null): boolean =>
  !state.closed && !state.staff.some(({ member, roles }) => member === me && roles.length > 0);
