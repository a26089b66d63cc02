// The keys of a seat in a circle, and what a reporter gives of them to the advocate (docs/formats/circle.md).
import { hkdf } from './digest.ts';
import { type BoxKey, hpkeOpen, hpkeOverhead, hpkeSeal } from './hpke.ts';
import { keysOfSeed, type NumbersKeys } from './numbers-keys.ts';
import { PaddedBlock } from './padded-block.ts';
import { SealingError } from './sealing-error.ts';
import { ByteReader, type Bytes, ByteWriter, concat, fromUtf8, label, MalformedError, utf8 } from './wire.ts';

/** UTF-16 units of a name. */
export const longestCircleName = 40;

const block = new PaddedBlock(256, 0, 'seat');
const header = Uint8Array.of(1, 0);

/** `lookup` finds the entries, `signing` signs what is said from the seat, `box` opens what is said to it. */
export type CircleSeat = NumbersKeys;

/** Which circle, where. */
export interface CirclePlace {
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 16 bytes. */
  readonly circle: Bytes;
}

/** Who takes a seat, as the advocate gets to know it. */
export interface TakenSeat {
  readonly lookup: Bytes;
  readonly signing: Bytes;
  readonly box: Bytes;
  /** Made up by who takes it. */
  readonly name: string;
}

/** The keys of a seat. @param root 32 bytes: a receipt's, or the advocate's for this circle. */
export async function circleSeat(root: Bytes, circle: Bytes): Promise<CircleSeat> {
  if (root.length !== 32 || circle.length !== 16) throw new RangeError('a root is 32 bytes, and the id of a circle 16');
  const seed = await hkdf(root, concat(label('chorus/v1/circle-seat-seed'), circle), 32);
  const keys = await keysOfSeed(seed, 'circle');
  seed.fill(0);
  return keys;
}

/**
 * Whether a text can be somebody's name in a circle: letters, digits, single spaces and - ' ’ . alone. Nothing in it may hide, turn or break
 * the line that it stands in, nor hold the brackets and commas by which the pages tell the advocate from others and one name from the next.
 */
export const isCircleName = (name: string): boolean =>
  name.length <= longestCircleName &&
  name.trim() === name &&
  /^[\p{L}\p{M}\p{N} .'’-]+$/u.test(name) &&
  /[\p{L}\p{N}]/u.test(name) &&
  !/ {2}|\p{Default_Ignorable_Code_Point}/u.test(name);

/** Seals what a reporter's yes gives to the advocate: 306 bytes. @param family of her receipt, 32 bytes: under another it does not open. */
export async function sealTaken(box: Bytes, place: CirclePlace, family: Bytes, seat: CircleSeat, name: string): Promise<Bytes> {
  if (!isCircleName(name)) throw new RangeError('this is no name for a circle');
  const text = new ByteWriter().bytes(seat.lookup).bytes(seat.signing.publicKey).bytes(seat.box.publicKey).var(utf8(name)).toBytes();
  return concat(header, await hpkeSeal(box, infoOf(place, family), header, block.pad(text).padded));
}

/** Opens what `sealTaken` gave. @throws SealingError or MalformedError naming the first check that failed. */
export async function openTaken(key: BoxKey, place: CirclePlace, family: Bytes, taken: Bytes): Promise<TakenSeat> {
  if (taken[0] !== 1 || taken[1] !== 0 || taken.length !== header.length + hpkeOverhead + block.lengthOf(0)) {
    throw new SealingError('malformed', 'what was given of a seat is of another version or length');
  }
  const reader = new ByteReader(block.unpad(await hpkeOpen(key, infoOf(place, family), header, taken.slice(2)), 0));
  const seat = { lookup: reader.bytes(16), signing: reader.bytes(32), box: reader.bytes(32), name: fromUtf8(reader.var()) };
  reader.end();
  if (!isCircleName(seat.name)) throw new MalformedError('the name of a seat is none');
  // One key to which nothing can be sealed would keep all others from beginning.
  await hpkeSeal(seat.box, header, header, header).catch(() => {
    throw new MalformedError('nothing can be sealed to the key of a seat');
  });
  return seat;
}

const infoOf = ({ deployment, circle }: CirclePlace, family: Bytes): Bytes =>
  new ByteWriter().label('chorus/v1/circle-seat').bytes(deployment).bytes(circle).bytes(family).toBytes();
