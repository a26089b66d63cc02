// What is owed next: overdue first, and called so in words.
import { element } from '../../../Components/Dom/element.ts';
import { part } from './case-parts.ts';
import { type Duty, owed } from './case-state.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';

/** Duties that are open now. What they ask for is said in the words of the process, which are English. */
export function dutiesPart(view: CaseView, refs: Refs): HTMLElement {
  const { state } = refs.answer;
  return part(
    view,
    'owed',
    owed(state.duties, state.at).map((duty) => rowOf(duty, view, refs)),
  );
}

function rowOf(duty: Duty, { words }: CaseView, refs: Refs): HTMLElement {
  const { zone } = refs.answer.state;
  const when =
    duty.due === null
      ? words.text('desk.case.due.now')
      : words.text(duty.overdue ? 'desk.case.due.over' : 'desk.case.due', { time: words.time(duty.due, zone) });
  const about = [duty.to, duty.about].filter((p) => p !== null).map((p) => refs.named(p));
  return element(
    'li',
    {},
    element('span', { class: duty.overdue ? 'chip warm' : 'chip' }, when),
    ' ',
    element('span', { lang: 'en' }, duty.does),
    about.length > 0 && element('p', { class: 'note' }, about.join(' · ')),
    duty.fault !== null && element('p', { class: 'note', lang: 'en' }, duty.fault),
  );
}
