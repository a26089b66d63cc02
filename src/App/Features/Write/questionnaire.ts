// The questions as the page's data block gives them: ids, kinds, values and conditions. The words stand in the page.
import { type Fields, isWeak, many, one, typedIdentifiers } from './fields.ts';

export interface Condition {
  fact: string;
  is: string[];
}

export interface Question {
  id: string;
  kind: 'pieces' | 'long-text' | 'short-text' | 'one' | 'several' | 'country' | 'identifiers' | 'organisation' | 'attachments';
  /** UTF-16 units of a text, of all pieces together. */
  limit?: number;
  /** Pieces. */
  most?: number;
  /** UTF-16 units of the text beside the choices, where there is one. */
  note?: number;
  preset?: string;
  values?: string[];
  when?: Condition[];
}

/** A sentence about who can read a report; `text` is a message id. `back` is for whoever came back with a receipt. */
export interface Reader {
  time: 'now' | 'later' | 'kept' | 'back';
  text: string;
  when?: Condition[];
}

export interface Organisation {
  id: string;
  name: string;
  network?: string;
}

export interface Questionnaire {
  id: string;
  version: number;
  language: string;
  trial: boolean;
  questions: Question[];
  readers: Reader[];
  organisations: Organisation[];
}

/** The answers to questions with choices by id, and what follows from the form. */
export interface Facts {
  choice: string;
  quorum?: string;
  alone?: string;
  [fact: string]: string | readonly string[] | undefined;
}

/** A condition holds when the fact is, or is among several, one of its values; a list when each does; no list always. */
export function holds(conditions: Condition[] | undefined, facts: Facts): boolean {
  return (conditions ?? []).every((c) => [facts[c.fact] ?? []].flat().some((value) => c.is.includes(value)));
}

/** What conditions look at. Facts.cs has the same for forms that the site seals; vectors/questionnaire.json binds the two. */
export function factsOf(questionnaire: Questionnaire, fields: Fields, sealing: 'browser' | 'site' = 'browser'): Facts {
  const named = typedIdentifiers(fields).filter((typed) => typed.kind !== '' && typed.value !== '');
  const facts: Partial<Facts> = {
    weak: yesNo(named.some((typed) => isWeak(typed.kind))),
    network: yesNo(organisationOf(questionnaire, fields)?.network !== undefined),
    together: yesNo(one(fields, 'together') === 'yes'),
    trial: yesNo(questionnaire.trial),
    sealing,
  };
  for (const question of questionnaire.questions) {
    if (question.kind !== 'one' && question.kind !== 'several') continue;
    const given = question.kind === 'one' ? [one(fields, question.id)] : many(fields, question.id);
    const chosen = given.filter((value) => question.values?.includes(value));
    if (chosen.length > 0) facts[question.id] = question.kind === 'one' ? chosen[0] : chosen;
    else if (question.preset !== undefined) facts[question.id] = question.preset;
  }
  // Whoever skips the choice keeps the report: the one answer that lets nobody read it.
  return { ...facts, choice: facts.choice ?? 'keep' };
}

export function organisationOf(questionnaire: Questionnaire, fields: Fields): Organisation | undefined {
  const chosen = one(fields, 'organisation');
  return questionnaire.organisations.find((o) => o.id === chosen);
}

/** The questions that are asked under these facts, in order. */
export function asked(questionnaire: Questionnaire, facts: Facts): Question[] {
  return questionnaire.questions.filter((q) => holds(q.when, facts));
}

/** The sentences on who can read the report, in order. */
export function readersOf(questionnaire: Questionnaire, facts: Facts): Reader[] {
  return questionnaire.readers.filter((r) => holds(r.when, facts));
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');
