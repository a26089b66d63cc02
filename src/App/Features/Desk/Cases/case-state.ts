// A case as it stands, as the state machine tells it. Nothing sealed is in it.
import type { Says, StatedDeparture, StatedFinding, StatementLine } from '../../../../Escrow/Findings/statement-text.ts';

export interface CaseState {
  readonly at: string;
  readonly process: string;
  readonly zone: string;
  readonly holidays: string;
  readonly jurisdiction: string;
  /** The day that `at` is in, where the case is: YYYY-MM-DD. */
  readonly day: string;
  readonly closed: boolean;
  readonly events: number;
  readonly parties: readonly { readonly party: string; readonly adviserOf: string | null }[];
  readonly staff: readonly StaffPart[];
  readonly allegations: readonly Allegation[];
  readonly decisions: readonly Decision[];
  readonly appeals: readonly { readonly appeal: string; readonly decision: string; readonly by: string; readonly outcome: string | null }[];
  readonly evidence: readonly Evidence[];
  readonly measures: readonly Measure[];
  readonly settlements: readonly Settlement[];
  readonly statements: readonly StatementGiven[];
  readonly tellable: readonly TellableOf[];
  /** What is said with a statement, by what it says. */
  readonly statementWording: Readonly<Record<Says, readonly StatementLine[]>>;
  readonly duties: readonly Duty[];
}

/** A statement for another employer. */
export interface StatementGiven {
  readonly statement: string;
  readonly respondent: string;
  readonly says: Says;
  readonly restsOn: readonly string[];
  readonly until: string;
  readonly event: string;
  readonly withdrawn: string | null;
}

/** What another employer may be told of a respondent now. */
export interface TellableOf {
  readonly respondent: string;
  readonly findings: readonly (StatedFinding & { readonly allegation: string })[];
  /** `last` is the last day until which it may be told. */
  readonly departures: readonly (StatedDeparture & { readonly last: string })[];
}

export interface StaffPart {
  readonly member: string;
  readonly roles: readonly string[];
  readonly conflict: { readonly with: string; readonly conflict: string } | null;
}

export interface Allegation {
  readonly allegation: string;
  readonly act: string;
  readonly reporter: string;
  readonly respondent: string;
  readonly standing: string;
  readonly final: boolean;
  readonly waitsFor: string | null;
}

export interface Decision {
  /** The event that made it. */
  readonly decision: string;
  readonly allegation: string;
  readonly finding: string | null;
  readonly ground: string | null;
  readonly continuesUnder: string | null;
  readonly setAside: boolean;
}

export interface Evidence {
  readonly evidence: string;
  readonly allegations: readonly string[];
  readonly holder: string;
  readonly custody: readonly { readonly step: string; readonly person: string; readonly time: string }[];
}

export interface Measure {
  readonly measure: string;
  readonly what: string;
  readonly purpose: string;
  readonly fallsOn: string;
  readonly reviewBy: string | null;
}

export interface Settlement {
  readonly settlement: string;
  readonly silences: readonly string[];
  readonly note: string;
  readonly law: readonly { readonly place: string; readonly says: string; readonly source: string; readonly asOf: string }[];
}

/** What is or was owed. */
export interface Duty {
  readonly id: string;
  readonly does: string;
  readonly by: readonly string[];
  readonly to: string | null;
  readonly about: string | null;
  readonly since: string;
  readonly due: string | null;
  readonly done: string | null;
  readonly overdue: boolean;
  readonly fault: string | null;
}

/** How an allegation is spoken of: alleged, unless its decision is final. */
export type Standing =
  | { readonly kind: 'open'; readonly decision: null }
  | { readonly kind: 'found' | 'appeal' | 'final'; readonly decision: Decision };

/** The decision that stands for an allegation, and whether it still waits. What the site does not call final is alleged. */
export function standingOf(allegation: Allegation, state: CaseState): Standing {
  const standing = state.decisions.filter((d) => d.allegation === allegation.allegation && !d.setAside && d.continuesUnder === null);
  const decision = standing[standing.length - 1];
  if (!decision) return { kind: 'open', decision: null };
  if (allegation.final) return { kind: 'final', decision };
  return { kind: state.appeals.some((a) => a.decision === decision.decision && a.outcome === null) ? 'appeal' : 'found', decision };
}

/** What is still owed at the state's instant: overdue first, then by day. */
export const owed = (duties: readonly Duty[], at: string): readonly Duty[] =>
  duties
    .filter((d) => d.done === null && d.since <= at)
    .sort((a, b) => Number(b.overdue) - Number(a.overdue) || compare(a.due ?? '', b.due ?? ''));

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
