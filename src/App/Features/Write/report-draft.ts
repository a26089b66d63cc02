// From the fields of the form to what is sealed, and back. FilledReport.cs does the same for forms that the site seals;
// vectors/questionnaire.json binds the two.
import { type Answer, inPieces } from '../../../Escrow/Depositing/piece.ts';
import type { ReportDraft, ReportIdentifier } from '../../../Escrow/Depositing/report-document.ts';
import { asOfToday } from './earlier.ts';
import { type Fields, isWeak, many, one, typedIdentifiers } from './fields.ts';
import { fieldsOfPieces, piecesOf } from './pieces.ts';
import { asked, type Facts, factsOf, type Questionnaire } from './questionnaire.ts';

/** Questions whose answers have their own place in the document. */
const placed = new Set(['who', 'choice', 'quorum', 'alone', 'organisation']);

/** @param written the hour, such as 2026-11-23T21Z. */
export function toDraft(questionnaire: Questionnaire, fields: Fields, written: string): ReportDraft {
  const facts = factsOf(questionnaire, fields);
  const answers: Record<string, Answer> = {};
  for (const question of asked(questionnaire, facts)) {
    if (placed.has(question.id) || question.kind === 'attachments') continue;
    if (question.kind === 'several') answers[question.id] = many(fields, question.id);
    else if (question.kind === 'pieces') answers[question.id] = piecesOf(fields, question.id, question.most ?? 1);
    else answers[question.id] = one(fields, question.id) || null;
    if (question.note !== undefined) answers[`${question.id}-note`] = one(fields, `${question.id}-note`) || null;
  }
  return {
    questionnaire: { id: questionnaire.id, version: questionnaire.version },
    language: questionnaire.language,
    organisation: one(fields, 'organisation'),
    quorum: quorumOf(facts),
    answers,
    identifiers: typedIdentifiers(fields).map((typed) => identifierOf(typed, facts)),
    written,
  };
}

function identifierOf(typed: { kind: string; value: string; region: string; place: string }, facts: Facts): ReportIdentifier {
  return {
    kind: typed.kind,
    value: typed.value,
    ...(typed.region ? { region: typed.region } : {}),
    ...(typed.place ? { place: typed.place } : {}),
    mayRelease: mayRelease(typed.kind, facts),
  };
}

/** Whoever sends now lets the report go in any case; whoever waits is asked whether a name or role may be enough. */
export function mayRelease(kind: string, facts: Facts): boolean {
  return !isWeak(kind) || facts.choice === 'now' || (facts.choice === 'hold' && facts.alone === 'yes');
}

export function quorumOf(facts: Facts): ReportDraft['quorum'] {
  if (facts.choice === 'now') return 1;
  return facts.choice === 'hold' ? (Number(facts.quorum) as ReportDraft['quorum']) : 'keep';
}

/** The fields that give this document again, for changing it under the questions of today. */
export function toFields(document: ReportDraft, questionnaire: Questionnaire): Fields {
  const fields: Fields = { organisation: document.organisation };
  // Written with a helper: who that was, and the consent, stay part of it.
  if (document.answers.agreed !== undefined) fields.together = 'yes';
  for (const [id, answer] of Object.entries(asOfToday(document, questionnaire).answers)) {
    if (inPieces(answer)) Object.assign(fields, fieldsOfPieces(id, answer));
    else if (Array.isArray(answer)) fields[id] = [...(answer as readonly string[])];
    else if (answer !== null) fields[id] = String(answer);
  }
  document.identifiers.forEach((identifier, i) => {
    fields[`who${i + 1}-kind`] = identifier.kind;
    fields[`who${i + 1}-value`] = identifier.value;
    if (identifier.region) fields[`who${i + 1}-region`] = identifier.region;
    if (identifier.place) fields[`who${i + 1}-place`] = identifier.place;
  });
  fields.choice = document.quorum === 'keep' ? 'keep' : document.quorum === 1 ? 'now' : 'hold';
  if (fields.choice === 'hold') {
    fields.quorum = String(document.quorum);
    const weak = document.identifiers.find((i) => isWeak(i.kind));
    if (weak) fields.alone = weak.mayRelease ? 'yes' : 'no';
  }
  return fields;
}
