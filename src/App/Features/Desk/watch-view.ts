// The watch on retaliation as the desk shows it: what was asked and answered, silence as silence, and an alert until the
// reporter has been told that it is seen to (docs/adr/0041-the-watch-is-worked-out-in-her-browser.md).
import type { WatchAnswer } from '../../../Escrow/Messages/message-kind.ts';
import { type Answered, alertsIn, type Question, type Watch, watchOf } from '../../../Escrow/Messages/retaliation-watch.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Facts } from './facts.ts';
import type { DeskReport } from './opened-desk.ts';
import { letterForm } from './thread-view.ts';

/** What the views of a watch need. */
export interface WatchView {
  readonly words: Words;
  readonly facts: Facts;
  /** Whether this member writes to reporters. */
  readonly answers: boolean;
  /** Whether this member opens cases. */
  readonly opensCases: boolean;
  /** What is said to the reporter, in their language, about an answer that nothing was done. */
  readonly thanks: string;
  /** Seals and sends words about one answer. */
  readonly see: (report: DeskReport, answer: Answered, text: string) => Promise<void>;
  /** A sentence for a failure. */
  readonly failure: (e: unknown) => string;
}

/** The watch of a report; null for one that did not open. */
export function watchOfReport({ opened, answer, messages }: DeskReport, now: Date): Watch | null {
  return opened && watchOf({ direct: opened.document.quorum === 1 ? answer.hour : null, messages }, now);
}

/** What was done to whoever reported, that nobody has written to them about. Nobody can write about a report that was taken back. */
export const alertsOf = ({ opened, answer, messages }: DeskReport): readonly Answered[] =>
  opened === null || answer.withdrawn ? [] : alertsIn(messages);

/** The four questions and what was told unasked. */
export function watchCard(report: DeskReport, view: WatchView, now: Date): HTMLElement | null {
  const { words } = view;
  const watch = watchOfReport(report, now);
  if (!watch) return null;
  const rows = [
    ...watch.questions.map((question) => questionRow(report, question, view)),
    ...watch.unasked.map((told) => element('li', {}, toldLine(told, view), ...afterwards(report, told, view))),
  ];
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, words.text('desk.watch.title')),
    element('p', {}, words.text(watch.since === null ? 'desk.watch.not-yet' : 'desk.watch.what')),
    rows.length > 0 && element('ul', {}, ...rows),
  );
}

/** Each answer that something was done, with the words to write about it. */
export const alertCards = (report: DeskReport, view: WatchView): HTMLElement[] =>
  alertsOf(report).map((told) => alertCard(report, told, view));

function questionRow(report: DeskReport, { day, due, state, answers }: Question, view: WatchView): HTMLElement {
  const { words, facts } = view;
  const said =
    state === 'later'
      ? words.text('desk.watch.later', { day: facts.day(due) })
      : state === 'silent'
        ? words.text('desk.watch.silent', { day: facts.day(due) })
        : answers.map(({ answer, hour }) => `${saidIn(answer, words)} (${facts.day(hour)})`).join('; ');
  return element('li', {}, words.text('desk.watch.after', { n: day, said }), ...answers.flatMap((told) => afterwards(report, told, view)));
}

const toldLine = ({ answer, hour }: Answered, { words, facts }: Pick<WatchView, 'words' | 'facts'>): string =>
  words.text('desk.watch.unasked', { day: facts.day(hour), said: saidIn(answer, words) });

/** That somebody wrote about an answer or, for one that nothing was done, the way to. An alert has its own card. */
function afterwards(report: DeskReport, told: Answered, view: WatchView): HTMLElement[] {
  const { words, facts } = view;
  if (told.seen !== null) {
    return [element('p', { class: 'note' }, words.text('desk.watch.seen', { day: facts.day(told.seen) })), ...caseLink(report, told, view)];
  }
  if (told.answer.said === 'something' || !view.answers || report.answer.withdrawn) return [];
  return [
    element('details', {}, element('summary', {}, words.text('desk.watch.read')), seeForm(report, told, view, aboutNothing, view.thanks)),
  ];
}

/** The way from an answer to a case about what was done, which is an allegation of its own; not where she wants nothing done about it. */
function caseLink({ handle }: DeskReport, { id, answer }: Answered, { words, opensCases }: WatchView): HTMLElement[] {
  if (!opensCases || answer.said !== 'something' || answer.wish === 'no') return [];
  const link = element('a', { class: 'btn', href: `/desk/cases/open#report-${handle}.told-${id}` }, words.text('desk.case.from-watch'));
  return [element('div', {}, link, element('p', { class: 'note' }, words.text('desk.case.from-watch.note')))];
}

function saidIn({ said }: WatchAnswer, words: Words): string {
  if (said === 'nothing') return words.text('desk.watch.nothing');
  return words.text(said === 'something' ? 'desk.watch.something' : 'desk.after.unsaid');
}

const wishTexts = { yes: 'desk.watch.wish.yes', no: 'desk.watch.wish.no', unsure: 'desk.watch.wish.unsure' } as const;

function alertCard(report: DeskReport, told: Answered, view: WatchView): HTMLElement {
  const { words } = view;
  const { acts, other, when, wish } = told.answer;
  const what = [...acts.map((act) => words.text(`desk.after.${act}`)), ...(other ? [words.text('desk.after.other')] : [])];
  return element(
    'section',
    { class: 'card warn', 'data-alert': told.id },
    element('h2', {}, words.text('desk.watch.alert')),
    element('p', {}, toldLine(told, view)),
    what.length > 0 && element('ul', {}, ...what.map((act) => element('li', {}, act))),
    when !== null && element('p', { dir: 'auto' }, words.text('desk.watch.when', { when })),
    wish && element('p', {}, words.text(wishTexts[wish])),
    element('p', { class: 'story', dir: 'auto' }, told.text),
    ...caseLink(report, told, view),
    view.answers ? seeForm(report, told, view, aboutAlert) : element('p', { class: 'note' }, words.text('desk.thread.who-answers')),
  );
}

/** What the two forms differ in: for an alert, and for an answer that nothing was done. */
const aboutAlert = { note: 'desk.watch.note', go: 'desk.watch.see' } as const;
const aboutNothing = { note: 'desk.watch.read.note', go: 'desk.thread.send' } as const;

/** Writes about an answer and names it in the message: so the site, too, sees that somebody has written. @param typed what stands in the field already. */
function seeForm(
  report: DeskReport,
  told: Answered,
  { words, see, failure }: WatchView,
  about: typeof aboutAlert | typeof aboutNothing,
  typed = '',
): HTMLFormElement {
  const says = { label: words.text('desk.watch.write'), note: words.text(about.note), go: words.text(about.go) };
  const send = (text: string) => see(report, told, text);
  const ifEmpty = about === aboutAlert ? words.text('desk.watch.seen.words') : null;
  const form = letterForm({ id: `see-${told.id}`, rows: 3 }, says, words, { send, failure, ifEmpty });
  form.querySelector('textarea')!.value = typed;
  return form;
}
