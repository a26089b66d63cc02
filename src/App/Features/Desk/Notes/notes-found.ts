// Which reports are shown, by what the team keeps on them. What is set aside by two is shown only when asked for.
import { daysAfter } from '../../../../Escrow/days.ts';
import type { Sheet } from '../../../../Escrow/Sheets/sheet.ts';
import { compare, type DeskReport, type Section } from '../opened-desk.ts';

export type Work = '' | 'mine' | 'nobody' | 'due' | 'soon' | 'doubted' | 'aside';

/** What a person asked for above the list. */
export interface WorkChoice {
  readonly work: Work;
  /** Empty for any. */
  readonly label: string;
}

/** Who asks, and on which day. */
export interface Asking {
  readonly member: string;
  /** 2026-12-03. */
  readonly today: string;
}

const soonDays = 7;

export const isAside = ({ aside }: Sheet): boolean => aside !== null && aside.confirmed !== null;

export function isWanted(sheet: Sheet, { work, label }: WorkChoice, { member, today }: Asking): boolean {
  if (isAside(sheet) !== (work === 'aside')) return false;
  if (label !== '' && !sheet.labels.includes(label)) return false;
  if (work === 'mine') return sheet.assigned === member;
  if (work === 'nobody') return sheet.assigned === null;
  if (work === 'doubted') return sheet.aside !== null;
  if (work === 'due') return sheet.due !== null && sheet.due <= today;
  return work !== 'soon' || (sheet.due !== null && sheet.due <= daysAfter(today, soonDays));
}

/** Those with a day first, the earliest before the others, under a heading of their own. */
export function dueFirst(sections: readonly Section[], dueOf: (report: DeskReport) => string | null): readonly Section[] {
  const dated = [...new Set(sections.flatMap((section) => section.reports))]
    .flatMap((report) => ({ report, due: dueOf(report) }))
    .filter((d) => d.due !== null)
    .sort((a, b) => compare(a.due!, b.due!))
    .map((d) => d.report);
  if (dated.length === 0) return sections;
  const first = new Set(dated);
  const others = sections.map((s) => ({ ...s, reports: s.reports.filter((r) => !first.has(r)) })).filter((s) => s.reports.length > 0);
  return [{ kind: 'due', group: null, reports: dated, newest: '' }, ...others];
}
