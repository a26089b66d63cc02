// One opened report: what was written, who can come to read it, its earlier versions, and the messages about it.
import '../Write/Bundled/shown.ts';
import type { OwnVersion } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { asked, factsOf } from '../Write/questionnaire.ts';
import { showReaders } from '../Write/readers-list.ts';
import { toFields } from '../Write/report-draft.ts';
import type { Text } from '../Write/texts.ts';
import { rowsOf, showRows, WordsOfForm } from '../Write/words-of-form.ts';
import { dayOf } from './day-of.ts';
import { mostVersions, showEarlier } from './earlier-versions.ts';
import type { Questions } from './questions.ts';
import { showThread } from './thread.ts';
import { type OpenedReport, openOwnFile, readEarlier, type Visit } from './visit.ts';
import { showWatch } from './watch-card.ts';

/** What the page around does with a report. */
export interface Shown {
  readonly visit: Visit;
  readonly questions: Questions;
  readonly text: Text;
  /** Whether the visit is still open: what comes back later is not shown any more. */
  isOpen(): boolean;
  change(report: OpenedReport): void;
  takeBack(report: OpenedReport): void;
  /** Shows a page of its own in place of the reports, until they are shown again. */
  showPage(page: HTMLElement): void;
  /** All is shown anew, with a sentence above it. */
  again(said: string): void;
}

/** @param card the page's template for a report, copied. */
export function fillCard(card: HTMLElement, report: OpenedReport, nth: number, shown: Shown) {
  const { questions, text } = shown;
  const { questionnaire } = questions;
  const within = (selector: string) => card.querySelector(selector) as HTMLElement;
  within('h2').textContent = text('return.nth', { n: nth });
  const { document } = report;
  if (document === null) {
    const sorry = card.ownerDocument.createElement('p');
    sorry.textContent = text('return.unreadable');
    card.replaceChildren(within('h2'), sorry);
    return;
  }
  const organisation = questionnaire.organisations.find((o) => o.id === document.organisation)?.name ?? '';
  within('[data-about]').textContent = [
    text('return.for', { organisation }),
    text('return.sent', { day: dayOf(report.hour, questionnaire.language) }),
  ].join('. ');
  within('[data-stamped]').textContent = stamped(report, shown);
  showAnswers(within('[data-answers]'), document, shown);
  showWhoReads(card, report, document, shown);
  showVersions(within('[data-earlier]'), report, shown);
  const isFull = report.version >= mostVersions;
  within('[data-change]').hidden = isFull;
  within('[data-full]').hidden = !isFull;
  within('[data-change]').addEventListener('click', () => shown.change(report));
  within('[data-take-back]').addEventListener('click', () => shown.takeBack(report));
  showThread(card, report, organisation, shown);
  showWatch(card, report, organisation, shown);
  void showAsked(card, report, organisation, shown);
}

// Fetched with every opened report: fetched where something was asked, it would tell the site, and whoever has the phone, that it was.
async function showAsked(card: HTMLElement, report: OpenedReport, organisation: string, shown: Shown) {
  try {
    const { showReferrals, showCircles } = await import('./referral-card.ts');
    if (!shown.isOpen()) return;
    showReferrals(card, report, organisation, shown);
    showCircles(card, report, organisation, shown);
  } catch {
    // The question stands among the messages, and can be answered in words. Opened again, the report shows it with its buttons.
  }
}

function stamped(report: OpenedReport, { questions, text }: Shown): string {
  if (!report.stamped) return text('return.unstamped');
  const day = dayOf(report.stamped.toISOString(), questions.questionnaire.language);
  return text(questions.questionnaire.trial ? 'return.stamped.trial' : 'return.stamped', { day });
}

function showAnswers(list: HTMLElement, document: ReportDocument, shown: Shown) {
  const { questionnaire, form } = shown.questions;
  const questions = asked(questionnaire, factsOf(questionnaire, toFields(document, questionnaire)));
  const files = document.attachments ?? [];
  const rows = rowsOf(questionnaire, questions, document, new WordsOfForm(form), shown.text, files);
  // What she left out when she sent parts on, she did not skip.
  showRows(list, document.referred ? rows.filter(({ answer }) => answer !== null) : rows, shown.text);
  if (files.length > 0) void showFiles(list, files, shown);
}

async function showFiles(list: HTMLElement, files: readonly ReportAttachment[], { visit, text, isOpen }: Shown) {
  try {
    const { ownFiles } = await import('../Attachments/own-files.ts');
    if (isOpen()) list.after(ownFiles(files, text, (file, opened) => openOwnFile(visit, file, opened)));
  } catch {
    // Their names stand among the answers. Opened again, the report shows them with their buttons.
  }
}

// From what she chose, and from whether somebody wrote to her: nothing else is known here, so a release changes no letter of it.
function showWhoReads(card: HTMLElement, report: OpenedReport, document: ReportDocument, { questions, text }: Shown) {
  const { questionnaire } = questions;
  const fields = toFields(document, questionnaire);
  const yesNo = (value: boolean) => (value ? 'yes' : 'no');
  const answered = yesNo(report.messages.some((message) => message.direction === 1));
  const facts = { ...factsOf(questionnaire, fields), answered, earlier: yesNo(report.earlier.length > 0) };
  showReaders(card, questionnaire, fields, facts, text);
}

function showVersions(within: HTMLElement, report: OpenedReport, shown: Shown) {
  const shelf = {
    read: async (version: OwnVersion) => (shown.isOpen() ? readEarlier(shown.visit, report, version) : null),
    show: (list: HTMLElement, document: ReportDocument) => showAnswers(list, document, shown),
    day: (hour: string) => dayOf(hour, shown.questions.questionnaire.language),
  };
  showEarlier(within, report.earlier, shelf, shown.text);
}
