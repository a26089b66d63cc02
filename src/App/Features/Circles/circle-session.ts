// One visit to a circle from one seat: opens it, writes into it, opens it again. The advocate's browser and a reporter's use the same.
import { type Circle, nextEntry, type Reader, readCircle } from '../../../Escrow/Circles/circle.ts';
import type { EntryJson } from '../../../Escrow/Circles/circle-entry.ts';
import type { Act } from '../../../Escrow/Circles/turns.ts';
import { parseHour } from '../../../Escrow/hour.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';

/** Posts JSON; null where nobody can be reached. */
export type Post = (address: string, body: unknown) => Promise<Response | null>;

interface CircleAnswer {
  readonly hour: string;
  readonly seat: number | null;
  readonly entries: readonly EntryJson[];
}

/** `gone`: this seat is none (any more). `stale`: something came in between. */
export type Written = 'written' | 'ended' | 'stale' | 'gone' | 'failed';

/** Milliseconds: a day, by which phones are off at times. More could be a site that has entries of next week signed. */
const mostAhead = 24 * 3_600_000;

export class CircleSession {
  /** What was read last; null before the first time, and where there is nothing. */
  circle: Circle | null = null;
  /** By how many milliseconds the site's hour is ahead of this clock's. */
  private ahead = 0;

  constructor(
    private readonly reader: Reader,
    private readonly post: Post,
  ) {}

  /** The time by the site's clock, by which turns are counted. */
  get now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** `clock`: the site's hour and this clock's are more than a day apart, so that nothing can be said about turns, nor signed under an hour. */
  async open(): Promise<'open' | 'gone' | 'changed' | 'clock' | 'failed'> {
    const answer = await this.post('/api/circles/open', { lookup: toBase64Url(this.reader.keys.lookup) });
    if (!answer?.ok) return 'failed';
    const { hour, seat, entries } = (await answer.json()) as CircleAnswer;
    if (seat === null) {
      this.circle = null;
      return 'gone';
    }
    const now = new Date();
    const site = parseHour(hour);
    const own = new Date(now);
    // Clocks that show the same hour need no correction.
    this.ahead = site === null ? 0 : site.getTime() - own.setUTCMinutes(0, 0, 0);
    if (Math.abs(this.ahead) > mostAhead) {
      this.circle = null;
      return 'clock';
    }
    this.circle = await readCircle(this.reader, entries, now);
    return this.circle === null ? 'changed' : 'open';
  }

  /** Writes what comes next, on what was read last. */
  async write(act: Act, text: string): Promise<Written> {
    if (this.circle === null || this.circle.isBroken) return 'stale';
    const entry = await nextEntry(this.circle, act, text, this.now);
    const answer = await this.post('/api/circles/entries', { lookup: toBase64Url(this.reader.keys.lookup), entry });
    if (answer?.status === 404) return 'gone';
    if (answer?.status === 409) return 'stale';
    if (!answer?.ok) return 'failed';
    return ((await answer.json()) as { ended: boolean }).ended ? 'ended' : 'written';
  }
}
