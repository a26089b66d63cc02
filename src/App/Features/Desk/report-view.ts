// One report as the advocate reads it: their words, what kind, who, and what the reporter agreed to.
import { type Answer, inPieces, type Piece } from '../../../Escrow/Depositing/piece.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
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

/** The document: story first, then each answer, then who. @param level of the headings. */
export function wordsOf(report: DeskReport, opened: OpenedReport, view: ReportView, level: 'h2' | 'h3'): HTMLElement {
  const { words, facts } = view;
  const block = (title: string, content: Node) => element('section', {}, element(level, {}, title), content);
  const { document } = opened;
  const blocks: Node[] = [block(words.text('desk.report.story'), storyOf(document, view))];
  for (const [question, answer] of Object.entries(document.answers)) {
    if (question === 'story' || answer === null || (Array.isArray(answer) && answer.length === 0) || answer === '') continue;
    blocks.push(block(facts.question(document, question), answerOf(document, question, answer, facts)));
  }
  blocks.push(block(words.text('desk.report.who'), whoOf(report, opened, view)));
  if (document.attachments?.length) blocks.push(block(words.text('desk.files.title'), filesView(document, view)));
  return element('div', { class: 'words' }, ...blocks);
}

/** Their words: in one piece, as the first version of the questions had them, or in pieces with their times, in the order they gave. */
function storyOf(document: ReportDocument, { words, facts }: ReportView): HTMLElement {
  const story = document.answers['story'];
  if (inPieces(story)) return piecesOf(document, story, facts);
  return element('p', { class: 'story', dir: 'auto', lang: document.language }, textOf(story) ?? words.text('desk.report.no-story'));
}

function piecesOf(document: ReportDocument, pieces: readonly Piece[], facts: Facts): HTMLElement {
  const items = pieces.map((piece) => {
    const time = facts.time(piece);
    return element(
      'li',
      {},
      time === '' ? null : element('p', { class: 'when', dir: 'auto' }, time),
      piece.text === '' ? null : element('p', { class: 'story', dir: 'auto', lang: document.language }, piece.text),
    );
  });
  return element('ol', { class: 'pieces' }, ...items);
}

const textOf = (answer: Answer | undefined): string | null => (typeof answer === 'string' && answer.trim() !== '' ? answer : null);

function answerOf(document: ReportDocument, question: string, answer: Exclude<Answer, null>, facts: Facts): HTMLElement {
  if (inPieces(answer)) return piecesOf(document, answer, facts);
  if (Array.isArray(answer)) {
    const items = answer.map((value: string) => element('li', { class: 'chip', dir: 'auto' }, facts.option(document, question, value)));
    return element('ul', { class: 'chips' }, ...items);
  }
  return element('p', { class: 'free', dir: 'auto' }, facts.option(document, question, String(answer)));
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
    // Whoever skipped the question has not allowed it.
    element('p', {}, words.text(document.answers['contact'] === 'also' ? 'desk.agreed.reach' : 'desk.agreed.numbers')),
  );
}
