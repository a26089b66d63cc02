// One report as the advocate reads it: their words, what kind, who, and what the reporter agreed to.
import type { Answer, ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { isIdentifierKind, strengthOf } from '../../../Escrow/Identifiers/identifier-kind.ts';
import type { OpenedReport } from '../../../Escrow/Releasing/report-opener.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { OpenFile } from '../Attachments/openable-file.ts';
import type { Facts } from './facts.ts';
import { filesView } from './files-view.ts';
import type { DeskReport, Section } from './opened-desk.ts';

/** What the views of a report need. */
export interface ReportView {
  readonly words: Words;
  readonly facts: Facts;
  /** The groups that the report belongs to. */
  readonly sections: readonly Section[];
  /** Fetches, opens and checks a file. */
  readonly openFile: OpenFile;
}

/** The document: story first, then each answer, then who. */
export function wordsOf(report: DeskReport, opened: OpenedReport, view: ReportView): HTMLElement {
  const { words, facts } = view;
  const { document } = opened;
  const story = document.answers['story'];
  const blocks: Node[] = [
    block(
      words.text('desk.report.story'),
      element('p', { class: 'story', dir: 'auto', lang: document.language }, textOf(story) ?? words.text('desk.report.no-story')),
    ),
  ];
  for (const [question, answer] of Object.entries(document.answers)) {
    if (question === 'story' || answer === null || (Array.isArray(answer) && answer.length === 0) || answer === '') continue;
    // A question that a later questionnaire asks is shown under its id rather than left out.
    const title = words.has(`desk.answer.${question}`) ? words.text(`desk.answer.${question}`) : question;
    blocks.push(block(title, answerOf(question, answer, facts)));
  }
  blocks.push(block(words.text('desk.report.who'), whoOf(report, opened, view)));
  if (document.attachments?.length)
    blocks.push(block(words.text('desk.files.title'), filesView(document.attachments, words, view.openFile)));
  return element('div', { class: 'words' }, ...blocks);
}

const block = (title: string, content: Node): HTMLElement => element('section', {}, element('h3', {}, title), content);

const textOf = (answer: Answer | undefined): string | null => (typeof answer === 'string' && answer.trim() !== '' ? answer : null);

function answerOf(question: string, answer: Exclude<Answer, null>, facts: Facts): HTMLElement {
  if (Array.isArray(answer)) {
    const items = answer.map((value: string) => element('li', { class: 'chip', dir: 'auto' }, facts.option(question, value)));
    return element('ul', { class: 'chips' }, ...items);
  }
  return element('p', { dir: 'auto' }, facts.option(question, String(answer)));
}

function whoOf(report: DeskReport, { document, slots }: OpenedReport, view: ReportView): HTMLElement {
  const { words, facts } = view;
  if (document.identifiers.length === 0) return element('p', {}, words.text('desk.report.nobody'));
  const items = document.identifiers.map((identifier, index) => {
    const tags = slots.filter((slot) => slot.identifier === index).map((slot) => slot.slot);
    const others = othersOn(report, tags, view);
    const possible = isIdentifierKind(identifier.kind) && strengthOf(identifier.kind) !== 'strong';
    const note =
      others > 0
        ? words.count(possible ? 'desk.who.perhaps' : 'desk.who.agrees', others)
        : words.text(identifier.mayRelease ? 'desk.who.none' : 'desk.who.unused');
    return element(
      'li',
      {},
      element('span', { class: 'kind' }, words.text(`desk.kind.${identifier.kind}`)),
      element('span', { class: 'value', dir: 'auto' }, facts.identifier(identifier)),
      ' ',
      element('span', { class: others > 0 ? (possible ? 'chip warm' : 'chip lead') : 'chip' }, note),
    );
  });
  return element('ul', { class: 'who' }, ...items);
}

/** How many other reports agree with this one on the identifier in these slots. */
function othersOn(report: DeskReport, slots: readonly number[], view: ReportView): number {
  const kinds = slots.map((slot) => {
    const index = report.opened!.document.slots[slot];
    return index === null || index === undefined ? null : report.opened!.document.identifiers[index]!.kind;
  });
  const sizes = view.sections.filter((s) => s.group?.kinds.some((kind) => kinds.includes(kind))).map((s) => s.group!.size - 1);
  return Math.max(0, ...sizes);
}

/** What the reporter chose, in one or two sentences. */
export function agreedTo(document: ReportDocument, { words }: ReportView): HTMLElement {
  const choice =
    document.quorum === 'keep'
      ? words.text('desk.agreed.keep')
      : document.quorum === 1
        ? words.text('desk.agreed.now')
        : words.count('desk.agreed.hold', document.quorum);
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, words.text('desk.agreed.title')),
    element('p', {}, choice),
    element('p', {}, words.text('desk.agreed.readers')),
  );
}
