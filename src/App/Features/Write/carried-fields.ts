// What was written before its question changed, as a draft of an older page holds it; earlier.ts has the same for reports.
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
