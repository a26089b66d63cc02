// The desk's calls about members' notes (docs/formats/site-api.md).
import { DeskApi } from '../desk-api.ts';

/** Somebody to whom a report can be given. */
export interface Colleague {
  /** The member's id. */
  readonly id: string;
  readonly name: string;
}

/** A version of a sheet, sealed. */
export interface SealedVersion {
  /** The report's, base64url. */
  readonly handle: string;
  /** Whether it is the member's own; else the team's. */
  readonly own: boolean;
  readonly version: number;
  /** base64url. */
  readonly sealed: string;
}

/** The answer of `GET /desk/api/sheets`. */
export interface SheetsAnswer {
  readonly sheets: readonly SealedVersion[];
  /** What to ask with next time. */
  readonly last: number;
  readonly more: boolean;
  readonly colleagues: readonly Colleague[];
}

export class NotesApi extends DeskApi {
  sheets = (after: number): Promise<SheetsAnswer> => this.call(`/desk/api/sheets?after=${after}`);

  /** @param version with the epoch of the key that it is sealed under. */
  write = (version: SealedVersion & { readonly epoch: number }): Promise<unknown> => this.call('/desk/api/sheets', version);
}
