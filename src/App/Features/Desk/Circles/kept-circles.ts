// What the advocate who keeps circles does with them: asks, begins, opens, ends. Exists only while the desk is unlocked, and forgets with it.
import { openCircle } from '../../../../Escrow/Circles/circle.ts';
import type { EntryJson } from '../../../../Escrow/Circles/circle-entry.ts';
import type { Manifest } from '../../../../Escrow/Manifests/manifest.ts';
import type { CircleState, MessageKind } from '../../../../Escrow/Messages/message-kind.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { unwrapCircleRoot, wrapCircleRoot } from '../../../../Sealing/circle-root.ts';
import { type CircleSeat, circleSeat, openTaken, type TakenSeat } from '../../../../Sealing/circle-seat.ts';
import { randomBelow, randomBytes } from '../../../../Sealing/random.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '../../../../Sealing/wire.ts';
import { CircleSession } from '../../Circles/circle-session.ts';
import type { DeskApi } from '../desk-api.ts';
import type { DeskReport } from '../opened-desk.ts';
import type { AskedReport, GroupCircle } from './group-circles.ts';

/** The answer of `GET /desk/api/circles`, one of them; bytes are base64url. */
export interface KeptCircle {
  readonly id: string;
  readonly wrapped: string;
  readonly hour: string;
  readonly begun: boolean;
}

/** The body of `POST /desk/api/circles/ID/begin`. */
export interface CircleBeginning {
  readonly seats: readonly { readonly lookup: string; readonly signing: string }[];
  readonly entry: EntryJson;
}

/** Seals and sends a message to a reporter. */
export type Send = (report: DeskReport, text: string, kind: MessageKind) => Promise<void>;

export class KeptCircles {
  /** By id: the passphrase is asked for once. */
  private readonly sessions = new Map<string, CircleSession>();

  constructor(
    private readonly api: DeskApi,
    private readonly manifest: Manifest,
    /** The id of the member. */
    private readonly member: string,
    private readonly send: Send,
  ) {}

  list = async (): Promise<readonly KeptCircle[]> => (await this.api.circles()).circles;

  /** The open one of this id; undefined where the passphrase has to be asked for. */
  sessionOf = (circle: string): CircleSession | undefined => this.sessions.get(circle);

  /** Asks each alone. The passphrase is the one that opens the desk: with a mistyped one the circle could never be opened. */
  async ask(reports: readonly DeskReport[], text: string, passphrase: string): Promise<void> {
    (await openMasterOf(await this.api.key(), passphrase, this.manifest)).master.fill(0);
    const [id, root] = [randomBytes(16), randomBytes(32)];
    const wrapped = await wrapCircleRoot(root, passphrase, this.placeOf(id), this.member);
    await this.api.makeCircle({ id: toBase64Url(id), wrapped: toBase64Url(wrapped) });
    const seat = await circleSeat(root, id);
    root.fill(0);
    const ask = {
      kind: 'circle-ask',
      circle: toBase64Url(id),
      signing: toBase64Url(seat.signing.publicKey),
      box: toBase64Url(seat.box.publicKey),
      others: reports.length - 1,
    } as const;
    for (const report of reports) await this.send(report, text, ask);
  }

  /**
   * Begins with those who said yes. @param news what is written to each of them. @param late what is written to those who have not answered.
   * @returns how many could not be let in, since what they gave does not open.
   */
  async begin(kept: KeptCircle, of: GroupCircle, name: string, passphrase: string, news: string, late: string): Promise<number> {
    const id = fromBase64Url(kept.id, 16);
    const seat = await this.seatOf(kept, passphrase);
    const agreed = of.all.filter(({ report, asked }) => asked.answered?.said === 'yes' && !report.answer.withdrawn);
    const taken = await Promise.all(agreed.map((one) => this.takenBy(one, seat, id)));
    const members = distinct(
      taken.flatMap((one, i) => (one ? [{ ...one, of: agreed[i]! }] : [])),
      seat,
    );
    if (members.length < 2) throw new TooFew();
    // By chance, so that a seat's number tells nothing of who has it.
    for (let i = members.length - 1; i > 0; i--) {
      const j = randomBelow(i + 1);
      [members[i], members[j]] = [members[j]!, members[i]!];
    }
    const entry = await openCircle(this.placeOf(id), { keys: seat, name }, members, new Date());
    const seats = [{ lookup: seat.lookup, signing: seat.signing.publicKey }, ...members].map(({ lookup, signing }) => ({
      lookup: toBase64Url(lookup),
      signing: toBase64Url(signing),
    }));
    await this.api.beginCircle(kept.id, { seats, entry });
    for (const { of: one } of members) await this.tell(one, 'open', news);
    for (const one of of.all) if (one.asked.answered === null) await this.tell(one, 'off', late);
    return agreed.length - members.length;
  }

  /** Opens one that has begun. */
  async open(kept: KeptCircle, passphrase: string): Promise<void> {
    await this.seatOf(kept, passphrase);
  }

  /** Ends it for all, and writes that to those who did not say no. */
  async end(kept: KeptCircle, of: GroupCircle, news: string): Promise<void> {
    await this.api.endCircle(kept.id);
    this.sessions.delete(kept.id);
    await this.tellAll(of, kept.begun ? 'closed' : 'off', news);
  }

  async tellAll(of: GroupCircle, state: CircleState, news: string): Promise<void> {
    for (const one of of.all) if (one.asked.answered?.said !== 'no') await this.tell(one, state, news);
  }

  private async tell({ report, asked }: AskedReport, state: CircleState, text: string): Promise<void> {
    if (report.answer.withdrawn) return;
    await this.send(report, text, { kind: 'circle-news', circle: asked.circle, state });
  }

  private async seatOf(kept: KeptCircle, passphrase: string): Promise<CircleSeat> {
    const place = this.placeOf(fromBase64Url(kept.id, 16));
    const root = await unwrapCircleRoot(fromBase64Url(kept.wrapped, 82), passphrase, place, this.member);
    const keys = await circleSeat(root, place.circle);
    root.fill(0);
    this.sessions.set(kept.id, new CircleSession({ place, keys, founder: keys.signing.publicKey }, post));
    return keys;
  }

  private async takenBy({ report, asked }: AskedReport, seat: CircleSeat, id: Bytes): Promise<TakenSeat | null> {
    try {
      const { family } = report.opened!.statement;
      return await openTaken(seat.box, this.placeOf(id), family, fromBase64Url(asked.answered?.taken ?? ''));
    } catch {
      return null;
    }
  }

  private placeOf = (circle: Bytes) => ({ deployment: this.manifest.deployment, circle });
}

/** Fewer than two members could be let in. */
export class TooFew extends Error {}

/** Each key once, and not the advocate's own. */
function distinct<T extends TakenSeat>(members: readonly T[], own: CircleSeat): T[] {
  const seen = new Set([own.lookup, own.signing.publicKey, own.box.publicKey].map(toBase64Url));
  return members.filter(({ lookup, signing, box }) => {
    const keys = [lookup, signing, box].map(toBase64Url);
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

/** As any seat posts: without the member's cookie. */
async function post(address: string, body: unknown): Promise<Response | null> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await fetch(address, { ...init, credentials: 'omit', redirect: 'error' });
  } catch {
    return null;
  }
}
