import { many, readForm } from './fields.ts';
import type { Questionnaire } from './questionnaire.ts';

/** A number of people is always chosen: the radio buttons show the one that counts. */
export function choosePresets(form: HTMLFormElement, questionnaire: Questionnaire) {
  for (const question of questionnaire.questions) {
    if (question.preset === undefined || many(readForm(form), question.id).length > 0) continue;
    const preset = form.querySelector<HTMLInputElement>(`input[name="${question.id}"][value="${question.preset}"]`);
    if (preset) preset.checked = true;
  }
}
