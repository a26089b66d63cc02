// What a report says, part by part, and what of it an extract keeps (docs/formats/extract.md).
import { type Answer, inPieces } from '../../../../Escrow/Depositing/piece.ts';
import type { ReportDocument } from '../../../../Escrow/Depositing/report-document.ts';
import type { ExtractRequest } from '../../../../Escrow/Extracts/extract.ts';
import { partsOf } from '../../../../Escrow/Messages/report-parts.ts';
import { fromBase64Url } from '../../../../Sealing/wire.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { Facts } from '../facts.ts';
import type { DeskReport } from '../opened-desk.ts';
import { blackOut } from './blacked.ts';

/** One part of a report in words. */
export interface ExtractLine {
  /** Its name: `answers/where`. */
  readonly part: string;
  /** What it is, in the desk's words. */
  readonly title: string;
  readonly text: string;
  /** The language of the text, where it is the reporter's. */
  readonly language: string | null;
}

/** In what language and words a report is shown. */
export interface Shown {
  readonly words: Words;
  readonly facts: Facts;
}

/** All parts of a report that was opened, in the order of the desk. Messages that do not open have no line. */
export function linesOf({ opened, messages }: DeskReport, shown: Shown): ExtractLine[] {
  if (!opened) return [];
  const { document } = opened;
  return [
    ...partsOf(document).map((part) => ({ part, ...lineOf(part, document, shown) })),
    ...messages.flatMap((message) => {
      if (message.refused !== undefined) return [];
      const from = shown.words.text(message.direction === 0 ? 'desk.thread.reporter' : 'desk.extract.organisation');
      return [
        { part: `messages/${hexOf(message.id)}`, title: `${from}, ${shown.facts.day(message.hour)}`, text: message.text, language: null },
      ];
    }),
  ];
}

function lineOf(part: string, document: ReportDocument, { words, facts }: Shown): Omit<ExtractLine, 'part'> {
  const [kind, name = '', piece] = part.split('/');
  if (kind === 'identifiers') {
    const identifier = document.identifiers[Number(name)]!;
    return { title: words.text(`desk.kind.${identifier.kind}`), text: facts.identifier(identifier), language: null };
  }
  if (kind === 'attachments')
    return { title: words.text('desk.files.title'), text: document.attachments![Number(name)]!.name, language: null };
  const note = document.answers[`${name}-note`];
  const said = [saidIn(document.answers[name], name, piece, document, facts), typeof note === 'string' ? note : ''];
  // The desk has their words under one heading, whatever was asked.
  const title = name === 'story' ? words.text('desk.report.story') : facts.question(document, name);
  return { title, text: said.filter((each) => each !== '').join('\n'), language: document.language };
}

function saidIn(answer: Answer | undefined, question: string, piece: string | undefined, document: ReportDocument, facts: Facts): string {
  if (inPieces(answer)) {
    const { [Number(piece)]: one } = answer;
    return one === undefined ? '' : [facts.time(one), one.text].filter((each) => each !== '').join(': ');
  }
  return [answer ?? []]
    .flat()
    .map((value) => facts.option(document, question, String(value)))
    .join('; ');
}

/** The lines that a request names, with their words blacked. */
export const keptOf = (lines: readonly ExtractLine[], { with: parts, blacked }: Pick<ExtractRequest, 'with' | 'blacked'>): ExtractLine[] =>
  lines
    .filter(({ part, text }) => parts.includes(part) && text !== '')
    .map((line) => ({ ...line, title: blackOut(line.title, blacked), text: blackOut(line.text, blacked) }));

/** Whether a report has every part that a request names: else it is not of this report as it was opened. */
export const fits = ({ with: parts }: ExtractRequest, lines: readonly ExtractLine[]): boolean =>
  parts.every((part) => lines.some((line) => line.part === part));

const hexOf = (id: string): string => [...fromBase64Url(id)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
