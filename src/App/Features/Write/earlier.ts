// What was written before its question changed: a report of an older version of the questions.
import type { Answer } from '../../../Escrow/Depositing/piece.ts';
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import type { Questionnaire } from './questionnaire.ts';

/** A report as the questions of today show it; what none of them asks stays in it under its own name. */
export function asOfToday<T extends ReportDraft>(document: T, questionnaire: Questionnaire): T {
  const answers: Record<string, Answer> = { ...document.answers };
  for (const question of questionnaire.questions) {
    const answer = answers[question.id];
    if (question.kind !== 'pieces' || (answer !== null && typeof answer !== 'string')) continue;
    const about = questionnaire.questions.some((q) => q.id === 'when') ? undefined : answers['when'];
    if (typeof about === 'string') delete answers['when'];
    const piece = { text: answer ?? '', ...(typeof about === 'string' && { about }) };
    answers[question.id] = piece.text === '' && piece.about === undefined ? null : [piece];
  }
  return { ...document, answers };
}

/** The answers of a report that none of these questions asks: a change must not lose them. */
export function unaskedAnswers(document: ReportDraft, questionnaire: Questionnaire): Record<string, Answer> {
  const known = new Set(questionnaire.questions.flatMap((q) => [q.id, `${q.id}-note`]));
  return Object.fromEntries(Object.entries(asOfToday(document, questionnaire).answers).filter(([id]) => !known.has(id)));
}
