// The desk's calls about extracts (docs/formats/site-api.md).
import { DeskApi } from '../desk-api.ts';

/** A request for an extract, sealed. */
export interface AskedExtract {
  /** base64url, as the handle and what is sealed. */
  readonly id: string;
  readonly handle: string;
  readonly version: number;
  /** A member's id, and what colleagues call the member; null for one who has left. */
  readonly askedBy: string;
  readonly askedByName: string | null;
  readonly hour: string;
  readonly sealed: string;
  /** Null until another approved it. */
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  /** Null until the file was made. */
  readonly madeHour: string | null;
}

export type ExtractStep = 'approved' | 'refused' | 'made';

export class ExtractsApi extends DeskApi {
  extracts = async (): Promise<readonly AskedExtract[]> => (await this.call<{ extracts: AskedExtract[] }>('/desk/api/extracts')).extracts;

  ask = (request: Pick<AskedExtract, 'handle' | 'version' | 'sealed'>): Promise<unknown> => this.call('/desk/api/extracts', request);

  step = (id: string, step: ExtractStep): Promise<unknown> => this.call(`/desk/api/extracts/${id}/${step}`, {});
}
