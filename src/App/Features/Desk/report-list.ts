// The list: groups as facts, newest first, each report a row.
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Facts } from './facts.ts';
import { groupKey } from './facts.ts';
import type { DeskReport, OpenedDesk, Section } from './opened-desk.ts';

/** What the list needs to know beside the reports. */
export interface ListView {
  readonly words: Words;
  readonly facts: Facts;
  /** Groups that people have checked, by key. */
  readonly checked: ReadonlySet<string>;
  /** The address of what is shown beside the list. */
  readonly current: string;
}

export const addressOf = (report: DeskReport): string => `#report-${report.handle}`;
export const addressOfGroup = (section: Section): string => `#group-${groupKey(section.group!)}`;

/** All sections, or a sentence that there are none. */
export function listOf(desk: OpenedDesk, view: ListView): Node[] {
  if (desk.sections.length === 0) return [element('p', { class: 'none' }, view.words.text('desk.list.none'))];
  return desk.sections.map((section) => sectionOf(section, view));
}

function sectionOf(section: Section, view: ListView): HTMLElement {
  const { facts, words } = view;
  const { group, reports } = section;
  const apart = group !== null && !facts.mayReadTogether(group, view.checked);
  const heading = element(
    'header',
    {},
    element('h2', {}, facts.section(section)),
    group && element('p', {}, facts.sectionNote(section)),
    ...facts.elsewhere(group?.elsewhere ?? []).map((sentence) => element('p', { class: 'elsewhere' }, sentence)),
    group && !apart && reports.length > 1
      ? element(
          'a',
          { class: 'together', href: addressOfGroup(section), 'aria-current': current(addressOfGroup(section), view) },
          words.text('desk.together.open'),
        )
      : null,
  );
  return element('section', { class: apart ? 'group possible' : 'group' }, heading, ...reports.map((report) => rowOf(report, apart, view)));
}

/** Rows of a group that nobody has checked yet do not show what was written: the contents stay apart. */
function rowOf(report: DeskReport, apart: boolean, view: ListView): HTMLElement {
  const { facts, words } = view;
  const title = apart ? facts.neutralTitle(report.opened?.document.written ?? '') : facts.title(report);
  const state = report.answer.withdrawn
    ? 'desk.row.withdrawn'
    : report.fault
      ? 'desk.row.refused'
      : report.waiting
        ? 'desk.row.waiting'
        : null;
  const summary = facts.summary(report);
  return element(
    'a',
    { class: 'row', href: addressOf(report), 'aria-current': current(addressOf(report), view) },
    element('span', { class: 'title', dir: 'auto' }, title),
    element('time', {}, facts.shortDay(report.answer.releasedHour)),
    summary !== '' && element('small', {}, summary),
    state && element('small', { class: 'due' }, words.text(state)),
  );
}

const current = (address: string, view: ListView): string | null => (view.current === address ? 'true' : null);
