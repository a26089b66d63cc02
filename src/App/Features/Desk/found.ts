// What of the desk is shown and in which order. Headings stay what they are: a group is told whole, though not all its rows are shown.
import { inPieces } from '../../../Escrow/Depositing/piece.ts';
import type { AnswerWait } from './answer-waits.ts';
import { compare, type DeskReport, type OpenedDesk, type Section } from './opened-desk.ts';

export type Show = 'all' | 'unread' | 'waiting' | 'late' | 'grouped' | 'direct' | 'withdrawn';
export type Order = 'newest' | 'oldest' | 'waiting' | 'agreement' | 'due';

/** What a person asked for above the list. */
export interface Choice {
  readonly query: string;
  readonly show: Show;
  /** An act's code, or empty for any. */
  readonly act: string;
  readonly order: Order;
}

export const everything: Choice = { query: '', show: 'all', act: '', order: 'newest' };

export interface Found {
  readonly sections: readonly Section[];
  /** How many reports are shown; one in two groups counts once. */
  readonly count: number;
}

/** Whether anything is left out by it. */
export const narrows = ({ query, show, act }: Choice): boolean => query.trim() !== '' || show !== 'all' || act !== '';

/**
 * @param holds whether a report holds what is searched for.
 * @param waitOf how long its reporter waits, as the site counts it.
 * @param unread whether it is unread, or is being read just now: what is read does not leave the list under the reader's hand.
 */
export function findIn(
  desk: OpenedDesk,
  choice: Choice,
  holds: (report: DeskReport) => boolean,
  unread: (report: DeskReport) => boolean,
  waitOf: (report: DeskReport) => AnswerWait | null,
): Found {
  const isShown = (report: DeskReport) =>
    (choice.show !== 'unread' || unread(report)) && (choice.show !== 'late' || waitOf(report)?.late === true) && shown(report, choice);
  const kept = new Set(desk.reports.filter((report) => isShown(report) && holds(report)));
  const narrowed = desk.sections
    .filter((section) => (choice.show === 'grouped' ? section.group !== null : choice.show !== 'direct' || section.kind === 'direct'))
    .map((section) => ({ ...section, reports: section.reports.filter((report) => kept.has(report)) }))
    .filter((section) => section.reports.length > 0);
  const sections = ordered(narrowed, choice.order, waitOf);
  return { sections, count: new Set(sections.flatMap((section) => section.reports)).size };
}

function shown(report: DeskReport, { show, act }: Choice): boolean {
  if (show === 'waiting' && (!report.waiting || report.answer.withdrawn)) return false;
  if (show === 'withdrawn' && !report.answer.withdrawn) return false;
  return act === '' || actsOf(report).includes(act);
}

/** The codes of what a report says happened. */
export function actsOf({ opened }: DeskReport): readonly string[] {
  const acts = opened?.document.answers['acts'];
  return Array.isArray(acts) && !inPieces(acts) ? acts : [];
}

/** The hour of the first message that nobody has answered; null where nobody waits. */
export function waitingSince({ answer, messages, waiting }: DeskReport): string | null {
  if (!waiting || answer.withdrawn) return null;
  const answered = messages.map((message) => message.direction).lastIndexOf(1);
  // A message that is not believed has no hour; where it is the only one, the report's stands for it.
  return messages.slice(answered + 1).find((message) => message.refused === undefined)?.hour ?? answer.releasedHour;
}

function ordered(sections: readonly Section[], order: Order, waitOf: (report: DeskReport) => AnswerWait | null): readonly Section[] {
  // By their days they are put where the team's notes are known.
  if (order === 'newest' || order === 'due') return sections;
  if (order === 'oldest')
    return sections
      .map((s) => ({ ...s, reports: [...s.reports].reverse() }))
      .sort((a, b) => compare(a.reports[0]!.answer.releasedHour, b.reports[0]!.answer.releasedHour));
  if (order === 'agreement') return [...sections].sort((a, b) => (b.group?.size ?? 1) - (a.group?.size ?? 1));
  // Whoever waits longest comes first, wherever the report belongs: under a heading of their own.
  const waiting = [...new Set(sections.flatMap((s) => s.reports))]
    .flatMap((report) => ({ report, since: waitingSince(report) ?? waitOf(report)?.since ?? null }))
    .filter((w) => w.since !== null)
    .sort((a, b) => compare(a.since!, b.since!))
    .map((w) => w.report);
  if (waiting.length === 0) return sections;
  const first = new Set(waiting);
  const others = sections.map((s) => ({ ...s, reports: s.reports.filter((r) => !first.has(r)) })).filter((s) => s.reports.length > 0);
  return [{ kind: 'waiting', group: null, reports: waiting, newest: '' }, ...others];
}
