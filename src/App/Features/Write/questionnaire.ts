// The questions as the page's data block gives them: ids, kinds, values and conditions. The words stand in the page.
import { type Fields, isWeak, one, typedIdentifiers } from './fields.ts';

export interface Condition {
  fact: string;
  is: string[];
}

export interface Question {
  id: string;
  kind: 'long-text' | 'short-text' | 'one' | 'several' | 'country' | 'identifiers' | 'organisation' | 'attachments';
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

export type Facts = Record<string, string>;

/** A list of conditions holds when each of them does; no list always holds. */
export function holds(conditions: Condition[] | undefined, facts: Facts): boolean {
  return (conditions ?? []).every((c) => facts[c.fact] !== undefined && c.is.includes(facts[c.fact]));
}

/** What conditions look at. Facts.cs has the same for forms that the site seals; vectors/questionnaire.json binds the two. */
export function factsOf(questionnaire: Questionnaire, fields: Fields, sealing: 'browser' | 'site' = 'browser'): Facts {
  const named = typedIdentifiers(fields).filter((typed) => typed.kind !== '' && typed.value !== '');
  const facts: Facts = {
    weak: yesNo(named.some((typed) => isWeak(typed.kind))),
    network: yesNo(organisationOf(questionnaire, fields)?.network !== undefined),
    trial: yesNo(questionnaire.trial),
    sealing,
  };
  for (const question of questionnaire.questions) {
    if (question.kind !== 'one') continue;
    const answer = one(fields, question.id);
    if (question.values?.includes(answer)) facts[question.id] = answer;
    else if (question.preset !== undefined) facts[question.id] = question.preset;
  }
  // Whoever skips the choice keeps the report: the one answer that lets nobody read it.
  facts.choice ??= 'keep';
  return facts;
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
