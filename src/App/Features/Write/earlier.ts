// What was written before its question changed: a draft of an older page, a report of an older version of the questions.
import type { Answer, ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import type { Fields } from './fields.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Fields of an older page under the names of today: one text and one time became the first piece. */
export function carriedFields(fields: Fields, questionnaire: Questionnaire): Fields {
  const carried = { ...fields };
  for (const question of questionnaire.questions) {
    if (question.kind !== 'pieces' || typeof carried[question.id] !== 'string') continue;
    move(question.id, `${question.id}1`);
    if (!questionnaire.questions.some((q) => q.id === 'when')) move('when', `${question.id}1-about`);
  }
  return carried;

  function move(from: string, to: string) {
    const value = carried[from];
    if (value !== undefined) carried[to] ??= value;
    delete carried[from];
  }
}

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
