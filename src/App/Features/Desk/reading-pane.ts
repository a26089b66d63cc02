// What stands beside the list: one report with its thread, a group read together, or a word on what to choose.
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { button, element } from '../../Components/Dom/element.ts';
import type { OpenFile } from '../Attachments/openable-file.ts';
import type { DeskReading } from './desk-api.ts';
import { type Facts, groupKey } from './facts.ts';
import { openedByCard } from './opened-by.ts';
import type { DeskReport, OpenedDesk, Section } from './opened-desk.ts';
import type { OwnRoles } from './own-roles.ts';
import { type ReferralView, referralCard, referredCard } from './referral-view.ts';
import { addressOf, addressOfGroup } from './report-list.ts';
import { agreedTo, type ReportView, wordsOf } from './report-view.ts';
import { safeWays } from './safe-ways.ts';
import { type Templates, templatesFor } from './templates.ts';
import { answerForm, threadOf } from './thread-view.ts';
import { alertCards, type WatchView, watchCard } from './watch-view.ts';

/** What the pane can do. */
export interface PaneActions {
  /** What the member may do. */
  readonly may: OwnRoles;
  /** Seals and sends an answer, then shows the report again. */
  readonly send: (report: DeskReport, text: string) => Promise<void>;
  /** Seals and sends words about an answer of a reporter's, then shows the report again. */
  readonly see: WatchView['see'];
  /** Seals and sends the question whether parts of a report may go to an institution, then shows the report again. */
  readonly refer: ReferralView['refer'];
  /** What stands under a group about a circle; null where there is nothing. */
  readonly circles: (section: Section) => HTMLElement | null;
  /** Says that people have checked a possible group. */
  readonly check: (section: Section) => void;
  /** Asks the site who has opened a report. */
  readonly openedBy: (report: DeskReport) => Promise<readonly DeskReading[]>;
  /** The cards of members' notes on a report. */
  readonly notes: (report: DeskReport) => readonly HTMLElement[];
  /** The card of extracts of a report. */
  readonly extracts: (report: DeskReport) => HTMLElement;
  /** Fetches, opens and checks a file of a report. */
  readonly openFile: OpenFile;
  /** What the organisation has ready to write. */
  readonly templates: Templates;
  /** A sentence for a failure. */
  readonly failure: (e: unknown) => string;
}

/** The pane for an address, `#report-HANDLE` or `#group-KEY`; null where it names nothing that may be shown. */
export function paneFor(
  address: string,
  desk: OpenedDesk,
  words: ReportView['words'],
  facts: Facts,
  checked: ReadonlySet<string>,
  actions: PaneActions,
): HTMLElement | null {
  const report = desk.reports.find((r) => addressOf(r) === address);
  const sectionsOf = (r: DeskReport) => desk.sections.filter((s) => s.group !== null && s.reports.includes(r));
  if (report) return reportPane(report, { words, facts, sections: sectionsOf(report), openFile: actions.openFile }, checked, actions);
  const section = desk.sections.find((s) => s.group && addressOfGroup(s) === address);
  if (!section?.group || !facts.mayReadTogether(section.group, checked)) return null;
  return groupPane(section, (r) => ({ words, facts, sections: sectionsOf(r), openFile: actions.openFile }), actions);
}

function reportPane(report: DeskReport, view: ReportView, checked: ReadonlySet<string>, actions: PaneActions): HTMLElement {
  const { words, facts } = view;
  const back = element('a', { class: 'back', href: '#list' }, words.text('desk.back'));
  if (!report.opened) {
    return element(
      'article',
      {},
      back,
      element('div', { class: 'main' }, heading(words.text('desk.report.refused')), refusal(report, view)),
    );
  }
  const { document, statement } = report.opened;
  const thanks = actions.templates.in(document.language).find(({ id }) => id === 'nothing')?.text ?? '';
  const watch = {
    words,
    facts,
    answers: actions.may.answers,
    opensCases: actions.may.opensCases,
    thanks,
    see: actions.see,
    failure: actions.failure,
  };
  const now = new Date();
  const meta = [
    words.text('desk.report.written', { day: facts.day(document.written) }),
    words.count('desk.report.version', statement.version),
    words.text('desk.released', { day: facts.day(report.answer.releasedHour) }),
  ];
  return element(
    'article',
    {},
    back,
    element(
      'div',
      { class: 'main' },
      heading(facts.title(report)),
      element('p', { class: 'meta' }, meta.join(' ')),
      ...alertCards(report, watch),
      wordsOf(report, report.opened, view, 'h2'),
      element('h2', { class: 'thread-title' }, words.text('desk.thread.title')),
      threadOf(report.messages, words, facts),
      answerPart(report, document, view, actions),
    ),
    element(
      'div',
      { class: 'side' },
      report.answer.withdrawn ? card('warn', words.text('desk.withdrawn.title'), words.text('desk.withdrawn.more')) : null,
      report.waiting ? card('warn', words.text('desk.waiting.title'), words.text('desk.waiting.more')) : null,
      ...view.sections.map((section) => groupCard(section, report, view, checked, actions)),
      referredCard(document, view),
      watchCard(report, watch, now),
      referralCard(report, { ...watch, refer: actions.refer }),
      agreedTo(document, view),
      ...actions.notes(report),
      actions.extracts(report),
      actions.may.opensCases && caseCard(report, view),
      openedByCard(report, view, actions.openedBy, actions.failure),
    ),
  );
}

/** The form to write back; for members who do not write to reporters a sentence who does. */
function answerPart(
  report: DeskReport,
  document: ReportDocument,
  view: ReportView,
  { may, send, templates, failure }: PaneActions,
): HTMLElement | null {
  const { words } = view;
  if (report.answer.withdrawn) return null;
  if (!may.answers) return element('p', { class: 'note' }, words.text('desk.thread.who-answers'));
  const form = answerForm(words, (text) => send(report, text), failure);
  form.prepend(safeWays(document, view), templatesFor(templates, document.language, words, form.querySelector('textarea')!));
  form.querySelector('textarea')!.setAttribute('aria-describedby', 'answer-safe answer-note');
  return form;
}

/** The way to a case about this report. */
function caseCard({ handle }: DeskReport, { words }: ReportView): HTMLElement {
  const made = card('', words.text('desk.case.title'));
  made.append(element('a', { class: 'btn', href: `/desk/cases/open#report-${handle}` }, words.text('desk.case.from-report')));
  return made;
}

const heading = (text: string): HTMLElement => element('h1', { tabindex: -1, dir: 'auto' }, text);

function refusal(report: DeskReport, { words, facts }: ReportView): HTMLElement {
  return element(
    'div',
    { class: 'card warn' },
    element('p', {}, words.text('desk.refused.what')),
    element('p', {}, element('strong', {}, words.text(`desk.fault.${report.fault}`))),
    element('p', {}, words.text('desk.refused.do')),
    element(
      'p',
      { class: 'note' },
      words.text('desk.refused.which', { day: facts.day(report.answer.releasedHour), handle: report.handle }),
    ),
  );
}

const card = (kind: string, title: string, ...sentences: string[]): HTMLElement =>
  element('section', { class: `card ${kind}` }, element('h2', {}, title), ...sentences.map((s) => element('p', {}, s)));

/** The others of a group. For a possible one: what to check first, and a button to say that it was done. */
function groupCard(
  section: Section,
  report: DeskReport,
  view: ReportView,
  checked: ReadonlySet<string>,
  actions: PaneActions,
): HTMLElement {
  const { words, facts } = view;
  const group = section.group!;
  const apart = !facts.mayReadTogether(group, checked);
  const made = card(apart ? 'warn' : 'ok', facts.section(section));
  if (group.possible) made.append(element('p', {}, words.text(apart ? 'desk.check.first' : 'desk.check.done')));
  const others = section.reports.filter((r) => r !== report);
  const rows = others.map((other) =>
    element(
      'li',
      {},
      element(
        'a',
        { href: addressOf(other), dir: 'auto' },
        apart ? facts.neutralTitle(other.opened?.document.written ?? '') : facts.title(other),
      ),
    ),
  );
  const elsewhere = facts.elsewhere(group.elsewhere).map((sentence) => element('li', {}, sentence));
  if (rows.length + elsewhere.length > 0) made.append(element('ul', {}, ...rows, ...elsewhere));
  if (apart) made.append(button(words.text('desk.check.say'), () => actions.check(section), { class: 'btn' }));
  else if (others.length > 0) made.append(element('a', { class: 'btn', href: addressOfGroup(section) }, words.text('desk.together.open')));
  return made;
}

function groupPane(section: Section, viewOf: (report: DeskReport) => ReportView, { circles }: PaneActions): HTMLElement {
  const { words, facts } = viewOf(section.reports[0]!);
  const reports = section.reports.map((report) => {
    const view = viewOf(report);
    const title = element('h2', {}, element('a', { href: addressOf(report), dir: 'auto' }, facts.title(report)));
    const meta = element(
      'p',
      { class: 'meta' },
      words.text('desk.report.written', { day: facts.day(report.opened?.document.written ?? '') }),
    );
    return report.opened
      ? element('section', { class: 'one' }, title, meta, wordsOf(report, report.opened, view, 'h3'))
      : element('section', { class: 'one' }, title, refusal(report, view));
  });
  return element(
    'article',
    { class: 'group-pane' },
    element('a', { class: 'back', href: '#list' }, words.text('desk.back')),
    element(
      'div',
      { class: 'main' },
      heading(facts.section(section)),
      element('p', { class: 'meta' }, [facts.sectionNote(section), ...facts.elsewhere(section.group!.elsewhere)].join(' ')),
      element('p', { class: 'note' }, words.text('desk.together.note')),
      ...reports,
      circles(section),
    ),
  );
}

/** For the address of a group. */
export const keyOf = (section: Section): string => groupKey(section.group!);

/** All that the pane at an address is made of, the address first: where none of it has changed, it need not be drawn again. */
export function readAt(address: string, desk: OpenedDesk, checked: ReadonlySet<string>): readonly unknown[] {
  const report = desk.reports.find((r) => addressOf(r) === address);
  const sections = desk.sections.filter((s) => s.group !== null && (report ? s.reports.includes(report) : addressOfGroup(s) === address));
  const parts = sections.flatMap((s) => [keyOf(s), s.group!.size, checked.has(keyOf(s)), ...s.reports]);
  return [address, desk.sections.length > 0, report, ...parts];
}

/** The reports that the pane at an address shows. */
export function reportsAt(address: string, desk: OpenedDesk, facts: Facts, checked: ReadonlySet<string>): readonly DeskReport[] {
  const report = desk.reports.find((r) => addressOf(r) === address);
  const section = desk.sections.find((s) => s.group && addressOfGroup(s) === address);
  if (report) return [report];
  return section?.group && facts.mayReadTogether(section.group, checked) ? section.reports : [];
}
