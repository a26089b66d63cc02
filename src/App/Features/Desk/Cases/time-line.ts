// What happened in a case, in order: a sentence for each event, what it says, and what is sealed in it.
import { element } from '../../../Components/Dom/element.ts';
import { type CaseEvent, sealedParts } from './case-events.ts';
import { part } from './case-parts.ts';
import { membersOf } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';
import { sealedPart } from './sealed.ts';

/** The newest first: it is what people come for. */
export function timeLine(view: CaseView, refs: Refs): HTMLElement {
  const line = part(
    view,
    'line',
    refs.events.map((event, i) => rowOf(event, refs.answer.events[i]?.by ?? event.actor.pseudonym, view, refs)).reverse(),
    'ol',
  );
  line.classList.add('time-line');
  return line;
}

function rowOf(event: CaseEvent, by: string, view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const { pseudonym, role } = event.actor;
  const who =
    by === pseudonym ? refs.person(pseudonym) : words.text('desk.case.written-by', { who: refs.person(pseudonym), by: refs.person(by) });
  const part = pseudonym.startsWith('staff') ? `, ${words.text(`desk.role.${role}`)}` : '';
  const facts = membersOf(event.kind, view.rules).flatMap(({ name }) => factOf(event, name, refs, view));
  return element(
    'li',
    { id: event.id },
    element(
      'p',
      { class: 'when' },
      `${event.id} · `,
      element('time', { datetime: event.time }, words.time(event.time, refs.answer.state.zone)),
      ` · ${who}${part}`,
    ),
    element('p', {}, element('strong', {}, words.kind(event.kind))),
    facts.length > 0 && element('dl', {}, ...facts),
    ...sealedParts(event).map(([name, reference]) => sealedPart(words.field(name), reference, view, refs)),
  );
}

function factOf(event: CaseEvent, name: string, refs: Refs, { words }: CaseView): HTMLElement[] {
  const value = event[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const said = refs.said(event.kind, name, value);
  return said.length === 0 ? [] : [element('div', {}, element('dt', {}, words.field(name)), element('dd', {}, ...said))];
}
