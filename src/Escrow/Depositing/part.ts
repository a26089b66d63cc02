// The three XOR shares of what the trustees compute on (docs/formats/deposit.md).
import { sha256 } from '../../Sealing/digest.ts';
import { randomBytes, randomU64 } from '../../Sealing/random.ts';
import { type Bytes, ByteWriter, concat, label } from '../../Sealing/wire.ts';

/** Slots of a report. */
export const slotCount = 4;
/** Bytes of a part: escrow(32), quorum(1), four fingerprints of 8, and 16 random ones that it shares with nothing. */
export const partLength = 81;
const sharedLength = 65;

/** 1 to 7 different reporters, or `keep`: for her only. */
export type Quorum = number | 'keep';

/** *quorum - 1*, and 7 for *keep*: every value of three bits is valid. @throws RangeError for anything else. */
export function quorumCode(quorum: Quorum): number {
  if (quorum === 'keep') return 7;
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > 7) throw new RangeError('a quorum is 1 to 7, or keep');
  return quorum - 1;
}

/** Splits escrow key, quorum and fingerprints into parts 0 and 1, random, and part 2 so that the three XOR to them. */
export function makeParts(escrowKey: Bytes, quorum: Quorum, fingerprints: readonly bigint[]): [Bytes, Bytes, Bytes] {
  const first = randomPart();
  const second = randomPart();
  const whole = encodePart(escrowKey, quorumCode(quorum), fingerprints);
  const third = whole.map((byte, i) => byte ^ first[i]! ^ second[i]!);
  return [blinded(first), blinded(second), blinded(third)];
}

/** The random end of a part keeps its commitment hiding after a release, which tells the site the parts of the escrow key. */
const blinded = (shared: Bytes): Bytes => concat(shared, randomBytes(partLength - sharedLength));

function encodePart(escrow: Bytes, quorumShare: number, fingerprints: readonly bigint[]): Bytes {
  if (escrow.length !== 32 || fingerprints.length !== slotCount) throw new RangeError('a part has 32 bytes of escrow key and 4 slots');
  const writer = new ByteWriter().bytes(escrow).u8(quorumShare);
  for (const fingerprint of fingerprints) writer.u64(fingerprint);
  return writer.toBytes();
}

function randomPart(): Bytes {
  // Three random bits, not eight: a quorum byte above 7 is refused by the trustees.
  return encodePart(randomBytes(32), randomBytes(1)[0]! & 7, Array.from({ length: slotCount }, randomU64));
}

/** `c_j`, by which neighbours check that they hold the same part. Hides it: a part ends in 128 random bits that never leave its two holders. */
export const partCommitment = (j: number, handle: Bytes, version: number, part: Bytes): Promise<Bytes> =>
  sha256(label('chorus/v1/part'), new ByteWriter().u8(j).bytes(handle).u32(version).bytes(part).toBytes());
