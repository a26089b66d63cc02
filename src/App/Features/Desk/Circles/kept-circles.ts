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

/** The answer of `GET /desk/api/circles`. */
export interface CircleList {
  /** Those that the member keeps. */
  readonly circles: readonly KeptCircle[];
  /** The ids of those that colleagues keep. */
  readonly elsewhere: readonly string[];
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

  list = (): Promise<CircleList> => this.api.circles();

  /** The open one of this id; undefined where the passphrase has to be asked for. */
  sessionOf = (circle: string): CircleSession | undefined => this.sessions.get(circle);

  /** Asks each alone. The passphrase is the one that opens the desk: with a mistyped one the circle could never be opened. @returns how many it did not reach; where nobody, there is no circle, and what went wrong is thrown. */
  async ask(reports: readonly DeskReport[], text: string, passphrase: string): Promise<number> {
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
    const failures: unknown[] = [];
    // Whoever can be asked is: a second try would ask about another circle.
    for (const report of reports) await this.send(report, text, ask).catch((e: unknown) => failures.push(e));
    if (failures.length === reports.length) {
      await this.api.endCircle(ask.circle);
      throw failures[0];
    }
    return failures.length;
  }

  /**
   * Begins with those who said yes. @param of as the threads say now. @param news what is written to each of them. @param late to all others.
   * @returns how many could not be let in, since what they gave does not open, and how many the news did not reach.
   */
  async begin(kept: KeptCircle, of: GroupCircle, name: string, passphrase: string, news: string, late: string): Promise<Begun> {
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
    const seated = new Set(members.map(({ of: one }) => one));
    const untold = await this.tellEach(of, (one) => (seated.has(one) ? { state: 'open', text: news } : { state: 'off', text: late }));
    return { unread: agreed.length - members.length, untold };
  }

  /** Opens one that has begun, and tells those whom the news of its beginning did not reach then. @returns how many they do not reach. */
  async open(kept: KeptCircle, of: GroupCircle, passphrase: string, news: string, late: string): Promise<number> {
    const seat = await this.seatOf(kept, passphrase);
    const session = this.sessions.get(kept.id)!;
    const missed = of.all.filter(({ asked }) => asked.state === null);
    if (missed.length === 0 || (await session.open()) !== 'open') return 0;
    const signing = new Set(session.circle!.seats.map((one) => toBase64Url(one.signing)));
    const seated = new Set<AskedReport>();
    for (const one of missed) {
      const taken = await this.takenBy(one, seat, fromBase64Url(kept.id, 16));
      if (taken && signing.has(toBase64Url(taken.signing))) seated.add(one);
    }
    return this.tellEach({ ...of, all: missed }, (one) => (seated.has(one) ? { state: 'open', text: news } : { state: 'off', text: late }));
  }

  /** Ends it for all, and writes so. @param late to those who were not in it. @returns how many that did not reach. */
  async end(kept: KeptCircle, of: GroupCircle, news: string, late: string): Promise<number> {
    await this.api.endCircle(kept.id);
    this.sessions.delete(kept.id);
    return this.tellOver(of, news, late);
  }

  /** @returns how many it did not reach. */
  tellOver = (of: GroupCircle, news: string, late: string): Promise<number> =>
    this.tellEach(of, ({ asked }) =>
      asked.state === 'open' || asked.state === 'closed' ? { state: 'closed', text: news } : { state: 'off', text: late },
    );

  /** One message to everybody who was asked, in the order of their threads: the site's rows then tell neither seats nor who said no. */
  private async tellEach(of: GroupCircle, news: (to: AskedReport) => { readonly state: CircleState; readonly text: string }) {
    let untold = 0;
    for (const one of of.all) {
      if (one.report.answer.withdrawn) continue;
      const { state, text } = news(one);
      try {
        await this.send(one.report, text, { kind: 'circle-news', circle: of.circle, state });
      } catch {
        // Such as one whose report went to another organisation; the others are told all the same, and the advocate how many were not.
        untold++;
      }
    }
    return untold;
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

/** How a beginning went. */
export interface Begun {
  readonly unread: number;
  readonly untold: number;
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
