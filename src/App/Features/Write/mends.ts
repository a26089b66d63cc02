// What has to be put right before a report can be sealed, as message ids: told at the question, never by a machine's word.
import { isIdentifierKind } from '../../../Escrow/Identifiers/identifier-kind.ts';
import { type Fields, isWeak, one, type TypedIdentifier, typedIdentifiers } from './fields.ts';
import { typedPieces, yearOf } from './pieces.ts';
import { asked, factsOf, type Question, type Questionnaire } from './questionnaire.ts';

/** `at` is a question's id, `who1` to `who4` for one of the identifiers, or `story1` for one of the pieces. */
export interface Mend {
  question: string;
  at: string;
  text: string;
}

/** All mends of one question under these answers. */
export async function mendsOf(question: string, questionnaire: Questionnaire, fields: Fields): Promise<Mend[]> {
  const facts = factsOf(questionnaire, fields);
  const typed = typedIdentifiers(fields);
  const here = (text: string): Mend[] => [{ question, at: question, text }];
  if (question === 'who') return identifierMends(typed);
  if (question === 'choice' && facts.choice !== 'keep' && typed.length === 0) return here('who.error.nobody');
  if (question === 'alone' && facts.alone !== 'yes' && typed.every((t) => isWeak(t.kind))) return here('alone.error');
  // Consent comes first: without a yes nothing is written down.
  if (question === 'agreed' && facts.together === 'yes' && facts.agreed !== 'yes') return here('agreed.error');
  if (question === 'organisation' && !questionnaire.organisations.some((o) => o.id === one(fields, 'organisation')))
    return here('organisation.error');
  const asks = questionnaire.questions.find((q) => q.id === question);
  return asks === undefined ? [] : textMends(asks, fields);
}

function textMends(question: Question, fields: Fields): Mend[] {
  const pieces = question.kind === 'pieces' ? typedPieces(fields, question.id, question.most ?? 1) : [];
  const length =
    question.kind === 'pieces'
      ? pieces.reduce((sum, piece) => sum + piece.text.length, 0)
      : question.kind === 'long-text' || question.kind === 'short-text'
        ? one(fields, question.id).length
        : 0;
  const noteLength = one(fields, `${question.id}-note`).length;
  if (length > (question.limit ?? Number.POSITIVE_INFINITY) || noteLength > (question.note ?? Number.POSITIVE_INFINITY))
    return [{ question: question.id, at: question.id, text: 'write.too-long' }];
  return pieces
    .filter((piece) => piece.year !== '' && yearOf(piece.year) === null)
    .map((piece) => ({ question: question.id, at: piece.name, text: 'pieces.error.year' }));
}

/** The first question that needs mending, with its mends; an empty list if the report can be sealed. */
export async function firstMends(questionnaire: Questionnaire, fields: Fields): Promise<Mend[]> {
  for (const question of asked(questionnaire, factsOf(questionnaire, fields))) {
    const mends = await mendsOf(question.id, questionnaire, fields);
    if (mends.length > 0) return mends;
  }
  return [];
}

async function identifierMends(typed: TypedIdentifier[]): Promise<Mend[]> {
  const seen = new Set<string>();
  const mends: Mend[] = [];
  for (const one of typed) {
    const text = await mendOf(one, seen);
    if (text !== null) mends.push({ question: 'who', at: `who${one.slot}`, text });
  }
  return mends;
}

async function mendOf(typed: TypedIdentifier, seen: Set<string>): Promise<string | null> {
  if (!isIdentifierKind(typed.kind)) return 'who.error.kind';
  if (typed.value === '') return 'who.error.value';
  if ((typed.kind === 'role' || typed.kind === 'staff-id') && typed.place === '') return 'who.error.place';
  const { canonicalForm } = await import('../../../Escrow/Identifiers/canonical.ts');
  const form = await canonicalForm({ kind: typed.kind, value: typed.value, region: typed.region || null, place: typed.place || null });
  if (!form.ok) return `refusal.${form.code}`;
  const key = `${typed.kind}:${form.canonical}`;
  if (seen.has(key)) return 'who.error.same';
  seen.add(key);
  return null;
}
