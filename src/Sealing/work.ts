// Proof of work (docs/formats/work.md), as the browser does it.
import { sha256 as sha256Now } from '@noble/hashes/sha2.js';
import { sha256 } from './digest.ts';
import { ByteReader, type Bytes, concat, fromBase64Url, label, MalformedError, toBase64Url } from './wire.ts';

/** The header that carries a proof. */
export const workHeader = 'Chorus-Work';

export const challengeLength = 53;
/** More is refused: no site is to keep a phone busy for ever. */
export const mostBits = 24;

export interface WorkChallenge {
  readonly bytes: Bytes;
  /** How many leading bits have to be zero, 0 to 24. 0: no proof is asked. */
  readonly bits: number;
}

/** Reads a challenge. @throws MalformedError for another length or more than 24 bits. */
export function readChallenge(text: unknown): WorkChallenge {
  const bytes = fromBase64Url(text, challengeLength);
  const bits = new ByteReader(bytes).u8();
  if (bits > mostBits) throw new MalformedError(`a challenge asks for at most ${mostBits} bits`);
  return { bytes, bits };
}

/** What is hashed with a counter: 32 bytes, bound to the challenge and to the body. */
export const workSeed = (challenge: WorkChallenge, bodyHash: Bytes): Promise<Bytes> =>
  sha256(label('chorus/v1/work'), challenge.bytes, bodyHash);

/**
 * The smallest counter that solves it: on average 2^bits hashes. Not through WebCrypto, whose every call is a promise and
 * takes ten times as long as a hash of 40 bytes; there is no secret here whose time could tell anything.
 */
export function solveWork(seed: Bytes, bits: number): number {
  const input = concat(seed, new Uint8Array(8));
  const view = new DataView(input.buffer);
  for (let counter = 0; ; counter++) {
    view.setUint32(seed.length, Math.floor(counter / 2 ** 32));
    view.setUint32(seed.length + 4, counter % 2 ** 32);
    if (beginsWithZeros(sha256Now(input), bits)) return counter;
  }
}

/** The header's value. */
export const proofOf = (challenge: WorkChallenge, bodyHash: Bytes, counter: number): string => {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(counter));
  return toBase64Url(concat(challenge.bytes, bodyHash, number));
};

// At most 24 bits are ever asked, so the first four bytes tell.
function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  const first = ((hash[0]! << 24) | (hash[1]! << 16) | (hash[2]! << 8) | hash[3]!) >>> 0;
  return Math.clz32(first) >= bits;
}
