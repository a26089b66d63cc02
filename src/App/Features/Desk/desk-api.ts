// The desk's calls to the site (docs/formats/site-api.md): members only, by session cookie and antiforgery header.
import type { MessageAnswer } from '../../../Escrow/Depositing/own-report.ts';
import type { MessageBody } from '../../../Escrow/Messages/message.ts';
import type { GroupAnswer } from '../../../Escrow/Releasing/groups.ts';
import type { ReleasedAnswer } from '../../../Escrow/Releasing/report-opener.ts';
import type { KeyAnswer } from '../../../Escrow/Releasing/unlock.ts';
import { type Bytes, toBase64Url } from '../../../Sealing/wire.ts';
import type { AnswerWait } from './answer-waits.ts';
import type { CircleBeginning, CircleList, KeptCircle } from './Circles/kept-circles.ts';

/** Which report was released or sent directly, without its content. */
export interface DeskEntry {
  readonly handle: string;
  readonly version: number;
  /** When it was deposited. */
  readonly hour: string;
  readonly releasedHour: string;
  /** Whether the reporter took it back after it was released. */
  readonly withdrawn: boolean;
  /** How many release records and messages there are: more than before mean that there is something new. */
  readonly records: number;
  readonly messages: number;
  /** How many messages there were when this member last read it; null for not yet. */
  readonly read: number | null;
  /** That the reporter waits for an answer; null where the last word is the organisation's. */
  readonly waits: AnswerWait | null;
}

/** That a report was given to a member's browser, and read there. */
export interface DeskReading {
  /** What colleagues call the member; null for one who has left. */
  readonly name: string | null;
  /** Whether it is the member who asks. */
  readonly own: boolean;
  readonly version: number;
  readonly givenHour: string;
  readonly readHour: string | null;
}

/** The answer of `GET /desk/api/reports`, newest first. */
export interface DeskIndex {
  readonly reports: readonly DeskEntry[];
  readonly groups: readonly GroupAnswer[];
}

/** A sealed report, of `POST /desk/api/contents`. */
export interface DeskContent extends ReleasedAnswer {
  readonly handle: string;
  readonly version: number;
  readonly messages: readonly MessageAnswer[];
}

// The site takes no more names at once.
const contentsAtOnce = 100;

/** What the site keeps of the member's own wish for the key (docs/formats/joining.md); null where there is none. */
export interface OwnKeyRequest {
  readonly organisation: string;
  readonly epoch: number;
  readonly member: string;
  readonly publicKey: string | null;
  readonly kept: string | null;
  readonly granted: string | null;
  /** What leads from the newest key to those before it. */
  readonly links: KeyAnswer['links'];
}

/** The answer of `GET /desk/api/key-change` (docs/formats/organisation-key.md); bytes in base64url. */
export interface KeyChange {
  readonly organisation: string;
  /** The epoch that a new key is for. */
  readonly epoch: number;
  readonly member: string;
  /** The key that this member made, where it is the one that is proposed to the trustees. */
  readonly made: { readonly epoch: number; readonly recipientKey: string; readonly wrapped: string } | null;
}

/** A call that did not succeed: `unreachable`, or the name of the site's refusal (`urn:chorus:NAME`). */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  /** @param problem the members of the site's answer, where it gave any. */
  constructor(
    readonly reason: string,
    readonly problem: Readonly<Record<string, unknown>> = {},
  ) {
    super(`the call failed: ${reason}`);
  }
}

export class DeskApi {
  /** The antiforgery token that the page carries. */
  private readonly token = document.querySelector<HTMLMetaElement>('meta[name="request-token"]')?.content ?? '';

  key = (): Promise<KeyAnswer> => this.call('/desk/api/key');

  ownKeyRequest = (): Promise<OwnKeyRequest> => this.call('/desk/api/key-request');

  askForKey = (joining: { publicKey: string; kept: string }): Promise<unknown> => this.call('/desk/api/key-request', joining);

  askedKey = (member: string): Promise<{ readonly publicKey: string }> => this.call(`/desk/api/key-requests/${encodeURIComponent(member)}`);

  grantKey = (member: string, grant: { epoch: number; publicKey: string; granted: string }): Promise<unknown> =>
    this.call(`/desk/api/key-requests/${encodeURIComponent(member)}`, grant);

  takeKey = (key: { epoch: number; wrapped: string }): Promise<unknown> => this.call('/desk/api/key', key);

  changeKey = (key: { epoch: number; wrapped: string; password: string }): Promise<unknown> => this.call('/desk/api/key/passphrase', key);

  keyChange = (): Promise<KeyChange> => this.call('/desk/api/key-change');

  makeKey = (key: {
    epoch: number;
    before: number;
    recipientKey: string;
    signingKey: string;
    link: string;
    wrapped: string;
  }): Promise<unknown> => this.call('/desk/api/key-change', key);

  reports = (): Promise<DeskIndex> => this.call('/desk/api/reports');

  /** The sealed reports of these names, as far as the site has them. An answer gives as many as fit; the rest is asked for again. */
  async contents(wanted: readonly Pick<DeskEntry, 'handle' | 'version'>[]): Promise<readonly DeskContent[]> {
    const all: DeskContent[] = [];
    let rest = wanted.map(({ handle, version }) => ({ handle, version }));
    while (rest.length > 0) {
      const asked = rest.slice(0, contentsAtOnce);
      const { reports } = await this.call<{ reports: DeskContent[] }>('/desk/api/contents', { reports: asked });
      all.push(...reports);
      const given = (name: (typeof asked)[number]) => reports.some((r) => r.handle === name.handle && r.version === name.version);
      // Of those that were asked for in vain nothing comes any more.
      rest = [...(reports.length > 0 ? asked.filter((name) => !given(name)) : []), ...rest.slice(contentsAtOnce)];
    }
    return all;
  }

  /** Who was given a report, and when each read it. */
  readings = async (handle: string): Promise<readonly DeskReading[]> =>
    (await this.call<{ readings: DeskReading[] }>(`/desk/api/readings/${handle}`)).readings;

  markRead = ({ handle, version, messages }: DeskEntry): Promise<unknown> => this.call('/desk/api/readings', { handle, version, messages });

  send = (message: MessageBody): Promise<unknown> => this.call('/desk/api/messages', message);

  /** The circles of the organisation, and which the member keeps. */
  circles = (): Promise<CircleList> => this.call('/desk/api/circles');

  makeCircle = (circle: Pick<KeptCircle, 'id' | 'wrapped'>): Promise<unknown> => this.call('/desk/api/circles', circle);

  beginCircle = (id: string, beginning: CircleBeginning): Promise<unknown> => this.call(`/desk/api/circles/${id}/begin`, beginning);

  endCircle = (id: string): Promise<unknown> => this.call(`/desk/api/circles/${id}/end`, {});

  /** A sealed chunk of a file; null where it cannot be had now. */
  async chunk(id: Bytes, index: number): Promise<Bytes | null> {
    try {
      const answer = await fetch(`/desk/api/attachments/${toBase64Url(id)}/${index}`, { credentials: 'same-origin', redirect: 'error' });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  protected async call<T>(address: string, body?: unknown): Promise<T> {
    return (await (await this.answerTo(address, body)).json()) as T;
  }

  protected async text(address: string): Promise<string> {
    return (await this.answerTo(address)).text();
  }

  private async answerTo(address: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', 'x-request-token': this.token };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init = { method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? null : JSON.stringify(body) };
    let answer: Response;
    try {
      answer = await fetch(address, { ...init, credentials: 'same-origin', redirect: 'error' });
    } catch {
      throw new CallFailed('unreachable');
    }
    if (!answer.ok) throw await failureOf(answer);
    return answer;
  }
}

async function failureOf(answer: Response): Promise<CallFailed> {
  try {
    const problem = (await answer.json()) as Readonly<Record<string, unknown>>;
    const { type } = problem;
    return new CallFailed(typeof type === 'string' ? type.replace(/^urn:chorus:/, '') : 'refused', problem);
  } catch {
    return new CallFailed(answer.status === 401 ? 'signed-out' : 'refused');
  }
}
