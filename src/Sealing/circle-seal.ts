// What an entry of a circle says, sealed to each seat that is there (docs/formats/circle.md).
import type { CirclePlace } from './circle-seat.ts';
import { sha256 } from './digest.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { circleContext } from './envelope-keys.ts';
import { type BoxKey, hpkeOpen, hpkeOverhead, hpkeSeal } from './hpke.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, ByteWriter } from './wire.ts';

/** Bytes of an entry's key, sealed to a seat. */
export const sealedKeyLength = hpkeOverhead + 32;
/** Bytes of every envelope: one length for all, so that words and a pass are alike. */
export const circleEnvelopeLength = 35 + 4096 + 16;
/** The most bytes that an entry can say. */
export const mostSaid = 4096 - 4;

/** An entry's key for one seat. */
export interface SealedKey {
  readonly seat: number;
  readonly key: Bytes;
}

export interface CircleSealed {
  readonly keys: readonly SealedKey[];
  readonly envelope: Bytes;
}

/** Seals to these seats. @param header the entry's, which binds what is sealed to its place. @throws RangeError for more than `mostSaid`. */
export async function sealToSeats(
  place: CirclePlace,
  header: Bytes,
  seats: readonly { readonly seat: number; readonly box: Bytes }[],
  said: Bytes,
): Promise<CircleSealed> {
  if (said.length > mostSaid) throw new RangeError('this does not fit into one entry');
  const hash = await sha256(header);
  const key = randomBytes(32);
  const envelope = await sealEnvelope(key, circleContext(place.deployment, place.circle, hash), said);
  const keys: SealedKey[] = [];
  for (const { seat, box } of seats) keys.push({ seat, key: await hpkeSeal(box, infoOf(hash, seat), new Uint8Array(), key) });
  key.fill(0);
  return { keys, envelope };
}

/** Opens what was sealed to a seat. @throws SealingError where it does not open for this seat. */
export async function openAtSeat(place: CirclePlace, header: Bytes, seat: number, box: BoxKey, sealed: CircleSealed): Promise<Bytes> {
  const own = sealed.keys.find((key) => key.seat === seat);
  if (!own) throw new SealingError('wrong-key', 'the entry is not sealed to this seat');
  const hash = await sha256(header);
  const key = await hpkeOpen(box, infoOf(hash, seat), new Uint8Array(), own.key);
  return openEnvelope(key, circleContext(place.deployment, place.circle, hash), sealed.envelope);
}

const infoOf = (headerHash: Bytes, seat: number): Bytes =>
  new ByteWriter().label('chorus/v1/circle-key').bytes(headerHash).u8(seat).toBytes();
