// What of a report has been sent on: by comparing it with what was sent (docs/formats/message.md).
import { type Answer, inPieces } from '../../../Escrow/Depositing/piece.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { only, partsOf } from '../../../Escrow/Messages/report-parts.ts';

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
