// The list: groups as facts, each report a row. It is drawn as far as it is looked at.
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { AnswerWait } from './answer-waits.ts';
import type { Facts } from './facts.ts';
import { groupKey } from './facts.ts';
import { waitingSince } from './found.ts';
import type { DeskReport, Section } from './opened-desk.ts';
import { alertsOf } from './watch-view.ts';

/** What the list needs to know beside the reports. */
export interface ListView {
  readonly words: Words;
  readonly facts: Facts;
  /** Groups that people have checked, by key. */
  readonly checked: ReadonlySet<string>;
  /** The address of what is shown beside the list. */
  readonly current: string;
  /** The groups that a report belongs to. */
  readonly groupsOf: (report: DeskReport) => readonly Section[];
  readonly isUnread: (report: DeskReport) => boolean;
  /** How long its reporter waits, as the site counts it. */
  readonly waitOf: (report: DeskReport) => AnswerWait | null;
  /** What the team's notes tell. @param apart whether nothing may hint at the contents. */
  readonly notes: (report: DeskReport, apart: boolean) => readonly string[];
}

export const addressOf = (report: DeskReport): string => `#report-${report.handle}`;
export const addressOfGroup = (section: Section): string => `#group-${groupKey(section.group!)}`;

/** Draws sections into a place, one row a step: who takes the steps decides how much is drawn. */
export function* drawn(place: HTMLElement, sections: readonly Section[], view: ListView): Generator<HTMLAnchorElement> {
  for (const section of sections) {
    const apart = isApart(section, view);
    const whole = element('section', { class: apart ? 'group possible' : 'group' }, headingOf(section, apart, view));
    place.append(whole);
    for (const report of section.reports) {
      // Among those who wait, a row of a group that nobody has checked stays as closed as under its own heading.
      const closed = section.group ? apart : view.groupsOf(report).some((s) => isApart(s, view));
      const row = rowOf(report, closed, section, view);
      whole.append(row);
      yield row;
    }
  }
}

const isApart = ({ group }: Section, { facts, checked }: ListView): boolean => group !== null && !facts.mayReadTogether(group, checked);

function headingOf(section: Section, apart: boolean, view: ListView): HTMLElement {
  const { facts, words } = view;
  const { group } = section;
  return element(
    'header',
    {},
    element('h2', {}, facts.section(section)),
    group && element('p', {}, facts.sectionNote(section)),
    ...facts.elsewhere(group?.elsewhere ?? []).map((sentence) => element('p', { class: 'elsewhere' }, sentence)),
    group && !apart && group.handles.length > 1
      ? element(
          'a',
          { class: 'together', href: addressOfGroup(section), 'aria-current': current(addressOfGroup(section), view) },
          words.text('desk.together.open'),
        )
      : null,
  );
}

/** Rows of a group that nobody has checked yet do not show what was written: the contents stay apart. */
function rowOf(report: DeskReport, apart: boolean, section: Section, view: ListView): HTMLAnchorElement {
  const { facts, words } = view;
  const unread = view.isUnread(report);
  const title = apart ? facts.neutralTitle(report.opened?.document.written ?? '') : facts.title(report);
  const summary = facts.summary(report);
  const groups = section.group ? [] : view.groupsOf(report);
  const state = stateOf(report, view);
  return element(
    'a',
    { class: unread ? 'row unread' : 'row', href: addressOf(report), tabindex: -1, 'aria-current': current(addressOf(report), view) },
    element('span', { class: 'title', dir: 'auto' }, title),
    element('time', {}, facts.shortDay(report.answer.releasedHour)),
    summary !== '' && element('small', {}, summary),
    ...groups.map((group) => element('small', {}, facts.section(group))),
    unread && element('small', { class: 'mark' }, words.text('desk.show.unread')),
    alertsOf(report).length > 0 && element('small', { class: 'due' }, words.text('desk.watch.alert')),
    state && element('small', { class: 'due' }, state),
    ...view.notes(report, apart).map((words) => element('small', { class: 'work', dir: 'auto' }, words)),
  );
}

function stateOf(report: DeskReport, { words, facts, waitOf }: ListView): string | null {
  if (report.answer.withdrawn) return words.text('desk.row.withdrawn');
  if (report.fault) return words.text('desk.row.refused');
  const wait = waitOf(report);
  if (wait?.late) return words.count('desk.row.late', wait.days, { n: facts.number(wait.days) });
  const since = waitingSince(report);
  return since === null ? null : words.text('desk.row.waiting', { day: facts.shortDay(since) });
}

const current = (address: string, view: ListView): string | null => (view.current === address ? 'true' : null);
