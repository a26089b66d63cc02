// An entry of a circle: made, signed and checked (docs/formats/circle.md).

import { type CircleSealed, circleEnvelopeLength, sealedKeyLength, sealToSeats } from '../../Sealing/circle-seal.ts';
import type { CirclePlace, CircleSeat } from '../../Sealing/circle-seat.ts';
import { sha256 } from '../../Sealing/digest.ts';
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, concat, fromBase64Url, label, toBase64Url } from '../../Sealing/wire.ts';
import { parseHour } from '../hour.ts';

/** As the site keeps and gives it; bytes are base64url. */
export interface EntryJson {
  readonly index: number;
  readonly author: number;
  readonly act: number;
  /** Such as 2026-11-23T21Z. */
  readonly hour: string;
  readonly keys: readonly { readonly seat: number; readonly key: string }[];
  readonly envelope: string;
  readonly signature: string;
}

/** An entry that is about to be made. */
export interface NewEntry {
  readonly index: number;
  /** The chain so far. */
  readonly previous: Bytes;
  readonly author: number;
  readonly act: number;
  readonly hour: string;
}

/** What stands before the first entry. */
export const chainBeginning = (): Bytes => new Uint8Array(32);

/** Whole hours since 1970; null for what is no hour. */
export function hoursOf(hour: string): number | null {
  const date = parseHour(hour);
  return date === null || date.getTime() < 0 ? null : date.getTime() / 3_600_000;
}

export const headerOf = ({ deployment, circle }: CirclePlace, entry: NewEntry): Bytes =>
  new ByteWriter()
    .label('chorus/v1/circle-entry')
    .bytes(deployment)
    .bytes(circle)
    .u32(entry.index)
    .bytes(entry.previous)
    .u8(entry.author)
    .u8(entry.act)
    .u32(hoursOf(entry.hour) ?? 0)
    .toBytes();

/** Seals an entry to these seats and signs it. */
export async function makeEntry(
  place: CirclePlace,
  entry: NewEntry,
  own: CircleSeat,
  seats: readonly { readonly seat: number; readonly box: Bytes }[],
  said: Bytes,
): Promise<EntryJson> {
  const header = headerOf(place, entry);
  const sealed = await sealToSeats(place, header, seats, said);
  const { index, author, act, hour } = entry;
  return {
    index,
    author,
    act,
    hour,
    keys: sealed.keys.map(({ seat, key }) => ({ seat, key: toBase64Url(key) })),
    envelope: toBase64Url(sealed.envelope),
    signature: toBase64Url(await own.signing.sign(await signedOf(header, sealed))),
  };
}

/** An entry whose signature and place are good. */
export interface CheckedEntry {
  readonly header: Bytes;
  readonly sealed: CircleSealed;
  /** What the next one is bound to. */
  readonly chain: Bytes;
}

/** Checks the signature and that it stands where it was written for; null where either is not so, or it does not follow the format. */
export async function checkEntry(place: CirclePlace, json: EntryJson, previous: Bytes, signingKey: Bytes): Promise<CheckedEntry | null> {
  try {
    if (hoursOf(json.hour) === null) return null;
    const header = headerOf(place, { ...json, previous });
    const keys = json.keys.map(({ seat, key }) => ({ seat, key: fromBase64Url(key, sealedKeyLength) }));
    const sealed = { keys, envelope: fromBase64Url(json.envelope, circleEnvelopeLength) };
    const signed = await signedOf(header, sealed);
    const signature = fromBase64Url(json.signature, 64);
    if (!(await verifySignature(signingKey, signed, signature))) return null;
    return { header, sealed, chain: await sha256(concat(label('chorus/v1/circle-chain'), signed, signature)) };
  } catch {
    return null;
  }
}

async function signedOf(header: Bytes, { keys, envelope }: CircleSealed): Promise<Bytes> {
  const content = new ByteWriter().u8(keys.length);
  for (const { seat, key } of keys) content.u8(seat).bytes(key);
  return concat(header, await sha256(content.bytes(envelope).toBytes()));
}
