// What one answer can be; apart from the document, since the pages need it long before they need cryptography.

/**
 * One piece of what she tells, with about when it was: memory comes in no order, so each piece has its own time, as exact
 * or as vague as she has it.
 */
export interface Piece {
  /** Her words; may be empty where a time is given. */
  readonly text: string;
  /** When, in her own words: "before Easter". */
  readonly about?: string;
  /** 1900 to 2100. */
  readonly year?: number;
  /** 1 to 12, with a year or without. */
  readonly month?: number;
  /** She said that she does not know when; then no other time is given. */
  readonly unknown?: boolean;
}

/** The most pieces of one answer, and the years that can be named. */
export const mostPieces = 12;
export const firstYear = 1900;
export const lastYear = 2100;

/** An answer: null for "I don't know" or not answered. */
export type Answer = string | number | readonly string[] | readonly Piece[] | null;

/** Whether an answer is in pieces; an empty list is one of choices. */
export const inPieces = (answer: Answer | undefined): answer is readonly Piece[] => Array.isArray(answer) && typeof answer[0] === 'object';
