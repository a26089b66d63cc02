// The parts of a report that can be sent on one by one, and the report that holds only some of them (docs/formats/message.md).
import { type Answer, inPieces } from '../../../Escrow/Depositing/piece.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';

/** The names of all parts: each answer with its note, each piece of an answer in pieces, each identifier, each file. */
export function partsOf({ answers, identifiers, attachments }: ReportDocument): string[] {
  return [
    ...Object.entries(answers).flatMap(([id, answer]) => partsOfAnswer(id, answer, answers)),
    ...identifiers.map((_, i) => `identifiers/${i}`),
    ...(attachments ?? []).map((_, i) => `attachments/${i}`),
  ];
}

function partsOfAnswer(id: string, answer: Answer, answers: ReportDocument['answers']): string[] {
  // A note goes with its answer: by itself it would say something else.
  if (isNote(id, answers)) return [];
  return inPieces(answer) ? answer.map((_, i) => `answers/${id}/${i}`) : [`answers/${id}`];
}

const isNote = (id: string, answers: ReportDocument['answers']): boolean => id.endsWith('-note') && id.slice(0, -'-note'.length) in answers;

/** The same report with these parts and nothing else. */
export function only(document: ReportDocument, parts: readonly string[]): ReportDocument {
  const chosen = new Set(parts);
  const answers = Object.entries(document.answers).flatMap(([id, answer]): [string, Answer][] => {
    if (inPieces(answer)) {
      const pieces = answer.filter((_, i) => chosen.has(`answers/${id}/${i}`));
      return pieces.length > 0 ? [[id, pieces]] : [];
    }
    const base = isNote(id, document.answers) ? id.slice(0, -'-note'.length) : id;
    return chosen.has(`answers/${base}`) ? [[id, answer]] : [];
  });
  const { attachments, ...rest } = document;
  const files = (attachments ?? []).filter((_, i) => chosen.has(`attachments/${i}`));
  return {
    ...rest,
    answers: Object.fromEntries(answers),
    identifiers: document.identifiers.filter((_, i) => chosen.has(`identifiers/${i}`)),
    ...(files.length > 0 && { attachments: files }),
  };
}

/** The parts of a report that stand in another as they stand in it. Of files that are alike none is in it unless all of them are (docs/formats/message.md). */
export const partsIn = (report: ReportDocument, other: ReportDocument): string[] =>
  partsOf(report).filter((part) => {
    const { answers, identifiers, attachments = [] } = only(report, [part]);
    return (
      Object.entries(answers).every(([id, answer]) => holdsAnswer(other.answers[id], answer)) &&
      identifiers.every((one) => other.identifiers.some((each) => sameWords(nameOf(one), nameOf(each)))) &&
      attachments.every((file) => likeOf(file, other).length >= likeOf(file, report).length)
    );
  });

/** Whether another report holds these parts of a report, and nothing else. */
export const holdsExactly = (report: ReportDocument, parts: readonly string[], other: ReportDocument): boolean =>
  partsOf(other).length === parts.length && sameWords(partsIn(report, other).sort(), [...parts].sort());

const holdsAnswer = (held: Answer | undefined, answer: Answer): boolean =>
  inPieces(answer) && inPieces(held) ? answer.every((piece) => held.some((each) => sameWords(each, piece))) : sameWords(held, answer);

/** The files that may be this one. Sealed anew, it has another id, key and digest. */
const likeOf = (file: ReportAttachment, { attachments = [] }: ReportDocument): ReportAttachment[] =>
  attachments.filter(({ name, type, size, question }) =>
    sameWords([name, type, size, question], [file.name, file.type, file.size, file.question]),
  );

const nameOf = ({ kind, value, place, region }: ReportDocument['identifiers'][number]) => [kind, value, place, region];

const sameWords = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
