// A circle as one of its seats reads it, and what it writes next (docs/formats/circle.md).

import { mostSaid, openAtSeat } from '../../Sealing/circle-seal.ts';
import { type CirclePlace, type CircleSeat, isCircleName, type TakenSeat } from '../../Sealing/circle-seat.ts';
import { type Bytes, same, toBase64Url, utf8 } from '../../Sealing/wire.ts';
import { hourOf } from '../hour.ts';
import { Json } from '../strict-json.ts';
import { chainBeginning, checkEntry, type EntryJson, hoursOf, makeEntry } from './circle-entry.ts';
import { Act, mostMembers, Turns } from './turns.ts';

const format = 'chorus/circle/1';
/** UTF-16 units of one turn. */
export const longestWords = 1_200;

/** Who has a seat. */
export interface Seated {
  readonly seat: number;
  readonly name: string;
  readonly signing: Bytes;
  readonly box: Bytes;
}

/** One entry after the first, as it is shown. */
export interface Said {
  readonly author: number;
  readonly act: number;
  readonly hour: string;
  /** Empty for a pass; null where it does not open for this seat. */
  readonly text: string | null;
}

/** What a seat reads with. */
export interface Reader {
  readonly place: CirclePlace;
  readonly keys: CircleSeat;
  /** The advocate's signing key of this circle, as the question named it. */
  readonly founder: Bytes;
}

export interface Circle extends Reader {
  /** The own seat. */
  readonly own: number;
  readonly seats: readonly Seated[];
  readonly said: readonly Said[];
  readonly turns: Turns;
  /** Whether an entry is not as its author signed it, or may not stand there: from it on nothing is shown, and nothing is written. */
  readonly isBroken: boolean;
  readonly next: { readonly index: number; readonly previous: Bytes };
}

/** Reads the entries in order. @returns null where the first one is not what the advocate signed, or gives this reader no seat. */
export async function readCircle(reader: Reader, entries: readonly EntryJson[], now: Date): Promise<Circle | null> {
  const { place, keys, founder } = reader;
  const [first, ...others] = entries;
  // Clocks of phones are off at times; a day moves no turn of seven.
  const latest = hoursOf(hourOf(now))! + 24;
  if (first?.index !== 0 || first.author !== 0 || first.act !== Act.word) return null;
  if ((hoursOf(first.hour) ?? Number.POSITIVE_INFINITY) > latest) return null;
  const checked = await checkEntry(place, first, chainBeginning(), founder);
  const own = first.keys.map(({ seat }) => seat);
  const opening = checked && (await openFirst(reader, first, checked));
  if (!opening || opening.seats.length !== own.length || own.some((seat, i) => seat !== i)) return null;
  const { seats, seat } = opening;
  let turns = Turns.begin(seats.length - 1, hoursOf(first.hour)!);
  let previous = checked.chain;
  const said: Said[] = [];
  let isBroken = false;
  for (const [i, entry] of others.entries()) {
    const author = seats[entry.author];
    const present = turns.present;
    const good = author && entry.index === i + 1 ? await checkEntry(place, entry, previous, author.signing) : null;
    const hour = hoursOf(entry.hour) ?? Number.POSITIVE_INFINITY;
    const after = good && hour <= latest && keysFor(entry, present) ? turns.after({ ...entry, hour }) : null;
    if (!good || !after) {
      isBroken = true;
      break;
    }
    const text = await openAtSeat(place, good.header, seat, keys.box, good.sealed)
      .then(textIn)
      .catch(() => null);
    said.push({ author: entry.author, act: entry.act, hour: entry.hour, text });
    turns = after;
    previous = good.chain;
  }
  return { ...reader, own: seat, seats, said, turns, isBroken, next: { index: said.length + 1, previous } };
}

const keysFor = (entry: EntryJson, present: readonly number[]): boolean =>
  entry.keys.length === present.length && entry.keys.every(({ seat }, i) => seat === present[i]);

async function openFirst({ place, keys }: Reader, first: EntryJson, checked: NonNullable<Awaited<ReturnType<typeof checkEntry>>>) {
  for (const { seat } of first.keys) {
    try {
      const seats = seatsIn(await openAtSeat(place, checked.header, seat, keys.box, checked.sealed));
      const own = seats[seat];
      if (own && same(own.signing, keys.signing.publicKey) && same(own.box, keys.box.publicKey)) return { seats, seat };
      return null;
    } catch {
      // Sealed to another seat.
    }
  }
  return null;
}

function seatsIn(said: Bytes): Seated[] {
  const json = Json.parse(said, 'the first entry').members(['format', 'seats']);
  json.format.mustBe(format);
  const seats = json.seats.list().map((each, seat) => {
    const { name, signing, box } = each.members(['name', 'signing', 'box']);
    if (!isCircleName(name.text())) name.fail('is no name');
    return { seat, name: name.text(), signing: signing.bytes(32), box: box.bytes(32) };
  });
  const distinct = (of: (seat: Seated) => string) => new Set(seats.map(of)).size === seats.length;
  const isWhole =
    distinct(({ name }) => alike(name)) && distinct(({ signing }) => toBase64Url(signing)) && distinct(({ box }) => toBase64Url(box));
  if (!isWhole || seats.length < 3 || seats.length > mostMembers + 1) json.seats.fail('names too few, too many, or one twice');
  return seats;
}

function textIn(said: Bytes): string {
  const { format: of, text } = Json.parse(said, 'the entry').members(['format', 'text']);
  of.mustBe(format);
  return typeof text.value === 'string' && text.value.length <= longestWords ? text.value : text.fail('is not a text of a fitting length');
}

/** Whether a text fits into one turn. */
export const fitsTurn = (text: string): boolean => text.length <= longestWords && wordsOf(text).length <= mostSaid;

const wordsOf = (text: string): Bytes => utf8(JSON.stringify({ format, text }));

/** The first entry: who has which seat. @param advocate seat 0. @param members in the order of their seats, of different keys. */
export function openCircle(
  place: CirclePlace,
  advocate: { readonly keys: CircleSeat; readonly name: string },
  members: readonly TakenSeat[],
  now: Date,
): Promise<EntryJson> {
  const { keys, name } = advocate;
  const seats = [{ name, signing: keys.signing.publicKey, box: keys.box.publicKey }, ...members];
  const named = ownNames(seats.map((seat) => seat.name));
  const json = seats.map(({ signing, box }, i) => ({ name: named[i]!, signing: toBase64Url(signing), box: toBase64Url(box) }));
  const entry = { index: 0, previous: chainBeginning(), author: 0, act: Act.word, hour: hourOf(now) };
  const boxes = seats.map(({ box }, seat) => ({ seat, box }));
  return makeEntry(place, entry, keys, boxes, utf8(JSON.stringify({ format, seats: json })));
}

/** The next entry of the own seat. @param text of a word, empty for a pass and for any other act. */
export function nextEntry(circle: Circle, act: Act, text: string, now: Date): Promise<EntryJson> {
  const { place, own, seats, turns, next, keys } = circle;
  const present = turns.present.map((seat) => ({ seat, box: seats[seat]!.box }));
  return makeEntry(place, { ...next, author: own, act, hour: hourOf(now) }, keys, present, wordsOf(text));
}

/** A name without what the eye hardly sees: wide and narrow letters, capital and small ones. */
const alike = (name: string): string => name.normalize('NFKC').toLowerCase();

/** Each name once: the second to choose one gets a number behind it. */
export function ownNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; taken.has(alike(own)); n++)
      own = `${name
        .slice(0, 36)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()} ${n}`;
    taken.add(alike(own));
    return own;
  });
}
