// What changed at work or study for whoever spoke: a picture beside the case's events, and the same as a table.
import { element } from '../../../Components/Dom/element.ts';
import { type CaseEvent, isReference } from './case-events.ts';
import { part } from './case-parts.ts';
import { membersOf } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { changePicture, layoutOf, type Mark } from './change-picture.ts';
import type { Refs } from './refs.ts';
import { sealedPart } from './sealed.ts';

const kind = 'work-change-recorded';

/** Null where nobody has recorded a change. */
export function changesPart(view: CaseView, refs: Refs): HTMLElement | null {
  const { words } = view;
  const changes = refs.events.filter((event) => event.kind === kind).sort((a, b) => compare(String(a['day']), String(b['day'])));
  if (changes.length === 0) return null;
  const layout = layoutOf([...eventMarks(view, refs), ...changes.map((change) => changeMark(change, view, refs))]);
  const made = part(view, 'changes', []);
  made.querySelector('.note')?.remove();
  const label = layout && words.text('desk.case.changes.picture', { first: words.day(layout.first), last: words.day(layout.last) });
  made.append(
    element('p', { class: 'note' }, words.text('desk.case.changes.note')),
    ...(layout && label ? [changePicture(layout, label, (day) => words.day(day))] : []),
    tableOf(changes, view, refs),
  );
  return made;
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

function whatOf(change: CaseEvent, { words, rules }: CaseView): { readonly text: string; readonly lang?: string } {
  const schema = membersOf(kind, rules).find(({ name }) => name === 'what')?.schema;
  return words.code('what', schema, String(change['what']));
}

function changeMark(change: CaseEvent, view: CaseView, refs: Refs): Mark {
  const line = `${refs.person(String(change['person']))}: ${whatOf(change, view).text}`;
  const day = String(change['day']);
  return { day, line, name: `${view.words.day(day)}: ${line}` };
}

// In the case's zone, as the days of changes are; the events that record a change are none of their own.
function eventMarks({ words }: CaseView, { events, answer }: Refs): Mark[] {
  const line = words.text('desk.case.changes.events');
  return events
    .filter((event) => event.kind !== kind)
    .map((event) => {
      const day = dayIn(event.time, answer.state.zone);
      return { day, line, name: `${words.day(day)}: ${words.kind(event.kind)}` };
    });
}

function dayIn(time: string, zone: string): string {
  const format = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...format, timeZone: zone }).format(new Date(time));
  } catch {
    // A zone that this browser does not know.
    return time.slice(0, 10);
  }
}

function tableOf(changes: readonly CaseEvent[], view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const head = ['day', 'person', 'what', 'figures'].map((name) => element('th', { role: 'columnheader', scope: 'col' }, words.field(name)));
  // A phone lays rows out as blocks, after which a browser may forget that they are a table: the roles say so again.
  const cell = (...said: Parameters<typeof element>[2][]): HTMLElement => element('td', { role: 'cell' }, ...said);
  const rows = changes.map((change) => {
    const { text, lang } = whatOf(change, view);
    const { figures } = change as { readonly figures?: unknown };
    return element(
      'tr',
      { role: 'row' },
      cell(words.day(String(change['day']))),
      cell(refs.person(String(change['person']))),
      cell(element('span', { lang: lang ?? null }, text)),
      cell(isReference(figures) && sealedPart(words.field('figures'), figures, view, refs)),
    );
  });
  return element(
    'table',
    { role: 'table', class: 'changes' },
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
    element('tbody', { role: 'rowgroup' }, ...rows),
  );
}
