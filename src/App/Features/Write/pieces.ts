// What she tells in pieces, from the fields of the form and back. FilledPieces.cs does the same for forms that the site seals;
// vectors/questionnaire.json binds the two.
import { firstYear, lastYear, type Piece } from '../../../Escrow/Depositing/piece.ts';
import { type Fields, one } from './fields.ts';

/** One piece as typed: the fields `story1`, `story1-about`, `-year`, `-month` and `-unknown`. */
export interface TypedPiece {
  name: string;
  text: string;
  about: string;
  year: string;
  month: string;
  unknown: boolean;
}

/** The parts of a piece beside its words, as its fields are called. */
export const pieceParts = ['about', 'year', 'month', 'unknown'] as const;

function typedPiece(fields: Fields, question: string, n: number): TypedPiece {
  const name = `${question}${n}`;
  return {
    name,
    text: one(fields, name),
    about: one(fields, `${name}-about`),
    year: one(fields, `${name}-year`),
    month: one(fields, `${name}-month`),
    unknown: one(fields, `${name}-unknown`) !== '',
  };
}

const isEmpty = ({ text, about, year, month, unknown }: TypedPiece) => text + about + year + month === '' && !unknown;

/** Those in which something was typed. */
export function typedPieces(fields: Fields, question: string, most: number): TypedPiece[] {
  return Array.from({ length: most }, (_, i) => typedPiece(fields, question, i + 1)).filter((piece) => !isEmpty(piece));
}

/** The answer, or null where nothing was said. */
export function piecesOf(fields: Fields, question: string, most: number): Piece[] | null {
  const pieces = typedPieces(fields, question, most)
    .map(pieceOf)
    .filter((piece) => piece !== null);
  return pieces.length > 0 ? pieces : null;
}

function pieceOf(typed: TypedPiece): Piece | null {
  const year = yearOf(typed.year);
  const month = /^([1-9]|1[0-2])$/.test(typed.month) ? Number(typed.month) : null;
  const time = { ...(typed.about && { about: typed.about }), ...(year !== null && { year }), ...(month !== null && { month }) };
  const timed = Object.keys(time).length > 0;
  if (typed.text === '' && !timed && !typed.unknown) return null;
  // Whoever gives a time knows it, however vaguely: it says more than the box that is ticked beside it.
  return { text: typed.text, ...time, ...(typed.unknown && !timed && { unknown: true }) };
}

/** The fields that give these pieces again. */
export function fieldsOfPieces(question: string, pieces: readonly Piece[]): Fields {
  const fields: Fields = {};
  pieces.forEach((piece, i) => {
    const name = `${question}${i + 1}`;
    if (piece.text) fields[name] = piece.text;
    if (piece.about) fields[`${name}-about`] = piece.about;
    if (piece.year !== undefined) fields[`${name}-year`] = String(piece.year);
    if (piece.month !== undefined) fields[`${name}-month`] = String(piece.month);
    if (piece.unknown) fields[`${name}-unknown`] = ['yes'];
  });
  return fields;
}

/** A year from 1900 to 2100 in decimal digits of any script, or null. */
export function yearOf(typed: string): number | null {
  if (!/^\p{Nd}{4}$/u.test(typed)) return null;
  const year = [...typed].reduce((sum, c) => 10 * sum + digitOf(c.codePointAt(0)!), 0);
  return year >= firstYear && year <= lastYear ? year : null;
}

/** Unicode encodes each set of decimal digits as ten code points in a row. */
function digitOf(codePoint: number): number {
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}
