// Whose turn it is in a circle, from what everybody sees: who wrote, what kind of entry, in which hour (docs/formats/circle.md). The twin of
// CircleTurns.cs: the site and each browser work it out for themselves.

/** What an entry does; what it says is sealed. */
export const Act = { word: 0, leave: 1, end: 2 } as const;
export type Act = (typeof Act)[keyof typeof Act];

/** Hours that a turn waits before it passes on. */
export const turnHours = 168;
/** Entries after the first in a circle; leaves and ends may be more. */
const mostEntries = 400;
/** Members beside the advocate. */
export const mostMembers = 12;
export const fewestMembers = 2;

/** What of an entry counts here. */
export interface Step {
  readonly author: number;
  readonly act: number;
  /** Whole hours since 1970. */
  readonly hour: number;
}

export class Turns {
  private constructor(
    /** The seats that are there, in the order of their turns. */
    readonly order: readonly number[],
    private readonly at: number,
    private readonly since: number,
    /** The hour of the newest entry. */
    private readonly newest: number,
    private readonly entries: number,
    /** Members who asked for the end, and are there. */
    readonly ends: readonly number[],
  ) {}

  /** A circle that begins: `members` seats beside the advocate's. */
  static begin(members: number, hour: number): Turns {
    if (members < fewestMembers || members > mostMembers) throw new RangeError(`a circle has ${fewestMembers} to ${mostMembers} members`);
    const order = [...Array.from({ length: members }, (_, i) => i + 1), 0];
    return new Turns(order, 0, hour, hour, 0, []);
  }

  /** The seats that are there, ascending. */
  get present(): readonly number[] {
    return [...this.order].sort((a, b) => a - b);
  }

  /** Whether it is over: too few are left, or two members asked for it. */
  get isOver(): boolean {
    return this.order.length - 1 < fewestMembers || this.ends.length >= 2;
  }

  /** Whether there is room for words. */
  get hasRoom(): boolean {
    return this.entries < mostEntries;
  }

  /** The seat whose turn it is, and the hour in which it began. */
  turnAt(hour: number): { readonly seat: number; readonly since: number } {
    const passed = Math.max(0, Math.floor((hour - this.since) / turnHours));
    return { seat: this.order[(this.at + passed) % this.order.length]!, since: this.since + passed * turnHours };
  }

  /** After an entry; null where it may not be. */
  after({ author, act, hour }: Step): Turns | null {
    if (this.isOver || hour < this.newest || !this.order.includes(author)) return null;
    const { seat, since } = this.turnAt(hour);
    const next = (order: readonly number[], at: number, from: number, ends = this.ends) =>
      new Turns(order, at, from, hour, this.entries + 1, ends);
    if (act === Act.word)
      return seat === author && this.hasRoom ? next(this.order, (this.order.indexOf(author) + 1) % this.order.length, hour) : null;
    if (author === 0) return null;
    if (act === Act.end)
      return this.ends.includes(author) ? null : next(this.order, this.order.indexOf(seat), since, [...this.ends, author]);
    if (act !== Act.leave) return null;
    const order = this.order.filter((each) => each !== author);
    const ends = this.ends.filter((each) => each !== author);
    // The next one stands where she stood.
    return seat === author
      ? next(order, this.order.indexOf(author) % order.length, hour, ends)
      : next(order, order.indexOf(seat), since, ends);
  }
}
