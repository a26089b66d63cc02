// The parts of a report, named after their places, and the report that holds only some of them (docs/formats/message.md).
import { type Answer, inPieces } from '../Depositing/piece.ts';
import type { ReportDocument } from '../Depositing/report-document.ts';

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
