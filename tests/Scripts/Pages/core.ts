// The built-in questionnaire in the shape that the page gives to its scripts (ReporterForm.ForScripts).
import { readFileSync } from 'node:fs';
import type { Questionnaire } from '../../../src/App/Features/Write/questionnaire.ts';

const json = JSON.parse(readFileSync('src/App/Questionnaires/core.json', 'utf8'));

export const core: Questionnaire = {
  ...json,
  language: 'en',
  trial: true,
  questions: json.questions.map((q: { options?: { value: string }[]; note?: { limit: number } }) => ({
    ...q,
    note: q.note?.limit,
    values: q.options?.map((o) => o.value),
  })),
  organisations: [
    { id: 'workers-centre', name: "Workers' Centre", network: 'Hospitality network' },
    { id: 'legal-aid', name: 'Legal Aid on the Coast' },
  ],
};
