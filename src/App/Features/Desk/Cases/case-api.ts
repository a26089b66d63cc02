// The calls of cases (docs/formats/site-api.md). What the site answers is as `chorus case replay --json` prints it.
import type { LetterAnswer, LetterBody } from '../../../../Escrow/Letters/case-letter.ts';
import { DeskApi } from '../desk-api.ts';
import type { CaseRules } from './case-rules.ts';
import type { CaseState } from './case-state.ts';

/** A row of the list: what the site knows of a case without opening anything. */
export interface CaseEntry {
  /** 32 hex digits. */
  readonly id: string;
  readonly process: string;
  readonly opened: string;
  readonly status: 'open' | 'closed';
  /** Sealed, base64url, and its id; null where nobody gave one. */
  readonly title: string | null;
  readonly titleId: string | null;
  /** Of what was sealed, as the log has it. */
  readonly titleHash: string | null;
  readonly allegations: number;
  readonly overdue: number;
  readonly next: { readonly duty: string; readonly due: string | null } | null;
  /** Letters of respondents and advisers that are not recorded yet. */
  readonly letters: number;
  /** Whether the member who asks has a part in it. */
  readonly mine: boolean;
}

export interface CaseIndex {
  readonly cases: readonly CaseEntry[];
  /** How many entries of the log have lost what they stand for. */
  readonly missing: number;
  /** Why the log cannot be used, in English; null where it can. */
  readonly fault: string | null;
  /** How many entries the log of all organisations has. */
  readonly entries: number;
  /** The trustees, who sign the log as its witnesses. */
  readonly witnesses: readonly Witnessed[];
}

/** What a trustee has signed of the log. */
export interface Witnessed {
  readonly name: string;
  /** How many entries it had then; null where it has signed none yet. */
  readonly entries: number | null;
  readonly at: string | null;
}

/** Sealed content by its random id (docs/formats/case-content.md). */
export interface SealedContent {
  /** 32 hex digits. */
  readonly id: string;
  /** base64url. */
  readonly sealed: string;
}

/** A whole case. */
export interface CaseAnswer {
  readonly id: string;
  readonly process: string;
  /** The pseudonym of the member who asks; null where they have none here. */
  readonly me: string | null;
  /** Names are null for those who have left. */
  readonly staff: readonly { readonly pseudonym: string; readonly name: string | null }[];
  /** `by` is who wrote it down. */
  readonly events: readonly { readonly line: string; readonly entry: number; readonly by: string }[];
  readonly state: CaseState;
  readonly contents: readonly KeptContent[];
  readonly titleId: string | null;
  readonly titleHash: string | null;
  readonly record: 'whole' | 'changed';
  readonly fault: string | null;
}

/** Content as the site keeps it; `sealed` is null where it is asked for by itself. */
export interface KeptContent {
  readonly id: string;
  readonly hash: string;
  readonly sealed: string | null;
}

/** The letters of a case, as the site gives them to its team. */
export interface TeamLetters {
  readonly letters: readonly TeamLetter[];
}

export type TeamLetter = LetterAnswer & {
  /** The respondent of whom it is. */
  readonly of: string;
  /** base64url. */
  readonly sealed: string;
};

/** A new code's public keys, and every letter so far sealed to it; bytes in base64url. */
export interface NewAccess {
  readonly access: {
    readonly lookup: string;
    readonly signing: string;
    readonly box: string;
    readonly signature: string;
    readonly proof: string;
  };
  readonly copies: readonly { readonly letter: string; readonly sealed: string }[];
}

/** An event without what the site gives: id, time and actor. */
export type NewEvent = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Who records it: the member in one of their roles, perhaps for a party that said so on paper or aloud. */
export interface Recorder {
  readonly role: string;
  readonly party?: string;
}

export class CaseApi extends DeskApi {
  cases = (): Promise<CaseIndex> => this.call('/desk/api/cases');

  case = (id: string): Promise<CaseAnswer> => this.call(`/desk/api/cases/${id}`);

  content = (id: string, content: string): Promise<KeptContent> => this.call(`/desk/api/cases/${id}/contents/${content}`);

  /** What opens the entries of the organisation's cases in the log, a line each. */
  openings = async (): Promise<readonly string[]> =>
    (await this.text('/desk/api/cases/openings')).split('\n').filter((line) => line !== '');

  rules = (): Promise<CaseRules> => this.call('/desk/api/cases/rules');

  /** @param id of the case, which the browser chooses. */
  open = (id: string, role: string, event: Readonly<Record<string, unknown>>, title: SealedContent): Promise<unknown> =>
    this.call('/desk/api/cases', { id, role, event, title });

  /**
   * @param after how many events the page has seen.
   * @throws CallFailed with `by`, `law` and `reason` in its problem where a law or the process forbids it.
   */
  record = (id: string, after: number, by: Recorder, event: NewEvent, contents: readonly SealedContent[]): Promise<unknown> =>
    this.call(`/desk/api/cases/${id}/events`, { after, ...by, event, contents });

  letters = (id: string): Promise<TeamLetters> => this.call(`/desk/api/cases/${id}/letters`);

  /** @param of the respondent of whom the letter is. */
  write = (id: string, role: string, of: string, letter: LetterBody): Promise<unknown> =>
    this.call(`/desk/api/cases/${id}/letters`, { role, of, letter });

  giveAccess = (
    id: string,
    record: Readonly<{ after: number; role: string; event: NewEvent; contents: readonly SealedContent[] }>,
    given: NewAccess,
  ): Promise<unknown> => this.call(`/desk/api/cases/${id}/accesses`, { record, ...given });
}
