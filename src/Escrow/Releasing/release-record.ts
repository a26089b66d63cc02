// What a trustee signs when a quorum is met (docs/formats/release.md).
import { verifySignature } from '../../Sealing/signing.ts';
import { ByteReader, type Bytes, ByteWriter, MalformedError } from '../../Sealing/wire.ts';
import type { Manifest } from '../Manifests/manifest.ts';

const recordLabel = 'chorus/v1/release';

/** Bytes of a sealed fingerprint: two parts of 8 bytes under HPKE. */
export const sealedFingerprintLength = 64;

/** One released slot. */
export interface ReleasedSlot {
  /** 0 to 3. */
  readonly slot: number;
  /** 8 random bytes, the same for all rows of one group of this run. */
  readonly tag: Bytes;
  /** The trustee's two parts of the slot's fingerprint, sealed to the recipient. */
  readonly sealedFingerprint: Bytes;
}

/** One trustee's record of one released report. */
export interface ReleaseRecord {
  /** 0 to 2. */
  readonly trustee: number;
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 16 bytes, the same in all records of the run. */
  readonly run: Bytes;
  readonly runNumber: number;
  /** 16 bytes. */
  readonly handle: Bytes;
  readonly version: number;
  /** SHA-256 of the statement that was in the run, 32 bytes: so the site cannot put one of another family in its place. */
  readonly statementHash: Bytes;
  /** 32 bytes. */
  readonly recipientKey: Bytes;
  /** The trustee's parts i and i+1 of the escrow key, 32 bytes each. */
  readonly escrow: readonly [Bytes, Bytes];
  /** 1 to 4, in order of slot. */
  readonly slots: readonly ReleasedSlot[];
}

export function encodeReleaseRecord(r: ReleaseRecord): Bytes {
  const writer = new ByteWriter()
    .label(recordLabel)
    .u8(r.trustee)
    .bytes(r.deployment)
    .bytes(r.run)
    .u32(r.runNumber)
    .bytes(r.handle)
    .u32(r.version)
    .bytes(r.statementHash)
    .bytes(r.recipientKey)
    .bytes(r.escrow[0])
    .bytes(r.escrow[1])
    .u8(r.slots.length);
  for (const { slot, tag, sealedFingerprint } of r.slots) writer.u8(slot).bytes(tag).bytes(sealedFingerprint);
  return writer.toBytes();
}

/** @throws MalformedError for anything that does not follow the format. */
export function decodeReleaseRecord(bytes: Bytes): ReleaseRecord {
  const reader = new ByteReader(bytes);
  reader.label(recordLabel);
  const trustee = reader.u8();
  if (trustee > 2) throw new MalformedError('there are trustees 0, 1 and 2');
  const head = {
    trustee,
    deployment: reader.bytes(16),
    run: reader.bytes(16),
    runNumber: reader.u32(),
    handle: reader.bytes(16),
    version: reader.u32(),
    statementHash: reader.bytes(32),
    recipientKey: reader.bytes(32),
    escrow: [reader.bytes(32), reader.bytes(32)] as const,
  };
  const count = reader.u8();
  if (count < 1 || count > 4) throw new MalformedError('a release has 1 to 4 slots');
  const slots: ReleasedSlot[] = [];
  for (let i = 0; i < count; i++) {
    const slot = { slot: reader.u8(), tag: reader.bytes(8), sealedFingerprint: reader.bytes(sealedFingerprintLength) };
    if (slot.slot > 3 || (i > 0 && slot.slot <= slots[i - 1]!.slot)) throw new MalformedError('the slots are not 0 to 3 in order');
    slots.push(slot);
  }
  reader.end();
  return { ...head, slots };
}

/** Whether the trustee that a record names signed its bytes. */
export const verifyReleaseRecord = (manifest: Manifest, record: ReleaseRecord, bytes: Bytes, signature: Bytes): Promise<boolean> =>
  verifySignature(manifest.trustees[record.trustee]!.signingKey, bytes, signature);

/** What a slot's sealed fingerprint is bound to. */
export const slotAad = (r: Pick<ReleaseRecord, 'deployment' | 'run' | 'trustee' | 'handle' | 'version'>, slot: number): Bytes =>
  new ByteWriter().bytes(r.deployment).bytes(r.run).u8(r.trustee).bytes(r.handle).u32(r.version).u8(slot).toBytes();
