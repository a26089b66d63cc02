// Requests for extracts, opened in this tab's memory.
import { type ExtractPlace, type ExtractRequest, idOfExtract, openExtract, sealExtract } from '../../../../Escrow/Extracts/extract.ts';
import { fromBase64Url, toBase64Url } from '../../../../Sealing/wire.ts';
import type { NotesKey } from '../Notes/member-notes.ts';
import { newestOf, openedByAny } from '../newest-key.ts';
import type { AskedExtract, ExtractStep, ExtractsApi } from './extracts-api.ts';

/** A request as it was opened. */
export interface OpenExtract extends AskedExtract {
  /** Null where it cannot be opened, or is not what its id names. */
  readonly request: ExtractRequest | null;
}

export class OpenExtracts {
  private all: readonly OpenExtract[] = [];

  /** @param key with which members seal what they write for themselves. */
  constructor(
    private readonly api: Pick<ExtractsApi, 'extracts' | 'ask' | 'step'>,
    private readonly key: NotesKey,
  ) {}

  /** The member who is at this desk. */
  get member(): string {
    return this.key.member;
  }

  /** Fetches and opens what is asked for now. @throws CallFailed where the site does not give it; what was opened stays. */
  async take(): Promise<void> {
    // By all that a request is bound to: under another handle or another member's name it has to open anew, and does not.
    const known = new Map(this.all.map((one) => [boundTo(one), one.request]));
    this.all = await Promise.all(
      (await this.api.extracts()).map(async (one) => ({ ...one, request: known.get(boundTo(one)) ?? (await this.opened(one)) })),
    );
  }

  of(handle: string): readonly OpenExtract[] {
    return this.all.filter((one) => one.handle === handle);
  }

  /** Those that wait for another than who asked. */
  waiting(): readonly OpenExtract[] {
    return this.all.filter((one) => one.approvedBy === null && one.askedBy !== this.member && one.request !== null);
  }

  /** Seals and asks. @throws RangeError or MalformedError for what no request holds; CallFailed. */
  async ask(handle: string, version: number, request: ExtractRequest): Promise<void> {
    const sealed = await sealExtract(newestOf(this.key.ring).sheets, this.placeOf({ handle, version, askedBy: this.member }), request);
    await this.api.ask({ handle, version, sealed: toBase64Url(sealed) });
    await this.take();
  }

  /** @throws CallFailed where the site refuses it. */
  async step(id: string, step: ExtractStep): Promise<void> {
    await this.api.step(id, step);
    await this.take();
  }

  private async opened(one: AskedExtract): Promise<ExtractRequest | null> {
    const sealed = fromBase64Url(one.sealed);
    // Two are to approve one and the same request: what the site gives under its id has to be that.
    if (toBase64Url(await idOfExtract(sealed)) !== one.id) return null;
    return openedByAny(this.key.ring, (key) => openExtract(key.sheets, this.placeOf(one), sealed));
  }

  private placeOf({ handle, version, askedBy }: Pick<AskedExtract, 'handle' | 'version' | 'askedBy'>): ExtractPlace {
    return { deployment: this.key.deployment, handle: fromBase64Url(handle), version, askedBy };
  }
}

const boundTo = ({ id, handle, version, askedBy }: AskedExtract): string => [id, handle, version, askedBy].join(' ');
