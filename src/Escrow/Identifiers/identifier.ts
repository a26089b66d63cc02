import type { IdentifierKind } from './identifier-kind.ts';

/** What a reporter wrote to say who it was, as she wrote it. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** Her words, 1 to 500 UTF-16 units. */
  readonly value: string;
  /** ISO 3166-1 alpha-2, for a phone or a vehicle. */
  readonly region?: string | null | undefined;
  /** Where, for a staff number, a name or a role. */
  readonly place?: string | null | undefined;
}

/** The most UTF-16 units that a value or a place may have. */
export const longestValue = 500;
