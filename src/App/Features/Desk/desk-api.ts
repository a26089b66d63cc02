// The desk's calls to the site (docs/formats/site-api.md): members only, by session cookie and antiforgery header.
import type { MessageAnswer } from '../../../Escrow/Depositing/own-report.ts';
import type { MessageBody } from '../../../Escrow/Messages/message.ts';
import type { GroupAnswer } from '../../../Escrow/Releasing/groups.ts';
import type { ReleasedAnswer } from '../../../Escrow/Releasing/report-opener.ts';
import type { KeyAnswer } from '../../../Escrow/Releasing/unlock.ts';
import { type Bytes, toBase64Url } from '../../../Sealing/wire.ts';

/** A released or directly sent report. */
export interface DeskReportAnswer extends ReleasedAnswer {
  readonly handle: string;
  readonly version: number;
  /** When it was deposited. */
  readonly hour: string;
  readonly releasedHour: string;
  /** Whether the reporter took it back after it was released. */
  readonly withdrawn: boolean;
  readonly messages: readonly MessageAnswer[];
}

/** The answer of `GET /desk/api/reports`, newest first. */
export interface DeskAnswer {
  readonly reports: readonly DeskReportAnswer[];
  readonly groups: readonly GroupAnswer[];
}

/** A call that did not succeed: `unreachable`, or the name of the site's refusal (`urn:chorus:NAME`). */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  constructor(readonly reason: string) {
    super(`the call failed: ${reason}`);
  }
}

export class DeskApi {
  /** @param token the page's antiforgery token. */
  constructor(private readonly token: string) {}

  key = (): Promise<KeyAnswer> => this.call('/desk/api/key');

  reports = (): Promise<DeskAnswer> => this.call('/desk/api/reports');

  send = (message: MessageBody): Promise<unknown> => this.call('/desk/api/messages', message);

  /** A sealed chunk of a file; null where it cannot be had now. */
  async chunk(id: Bytes, index: number): Promise<Bytes | null> {
    try {
      const answer = await fetch(`/desk/api/attachments/${toBase64Url(id)}/${index}`, { credentials: 'same-origin', redirect: 'error' });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  private async call<T>(address: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json', 'x-request-token': this.token };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init = { method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? null : JSON.stringify(body) };
    let answer: Response;
    try {
      answer = await fetch(address, { ...init, credentials: 'same-origin', redirect: 'error' });
    } catch {
      throw new CallFailed('unreachable');
    }
    if (!answer.ok) throw new CallFailed(await reasonOf(answer));
    return (await answer.json()) as T;
  }
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    const { type } = (await answer.json()) as { type?: unknown };
    return typeof type === 'string' ? type.replace(/^urn:chorus:/, '') : 'refused';
  } catch {
    return answer.status === 401 ? 'signed-out' : 'refused';
  }
}
