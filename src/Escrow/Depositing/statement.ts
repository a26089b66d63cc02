// What a reporter signs about a version of her report (docs/formats/deposit.md): 411 bytes.
import { sha256 } from '../../Sealing/digest.ts';
import { ByteReader, type Bytes, ByteWriter, label, MalformedError, same } from '../../Sealing/wire.ts';

export const deposit = 1;
export const change = 2;
export const withdraw = 3;

const statementLabel = 'chorus/v1/statement';
const receiptFamily = 1;

/** Bytes of a statement. */
export const statementLength = 411;
/** A family's reports are numbered 0 to 15. */
export const mostReports = 16;

/** One signed version of a report, or its withdrawal. */
export interface Statement {
  /** 1 deposit, 2 change, 3 withdraw. */
  readonly operation: number;
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 32 bytes. */
  readonly manifestHash: Bytes;
  /** 16 bytes. */
  readonly handle: Bytes;
  /** From 1. */
  readonly version: number;
  /** The family's Ed25519 public key, 32 bytes. */
  readonly family: Bytes;
  /** 0 to 15. */
  readonly number: number;
  /** The organisation's X25519 key, 32 bytes; zeros in a withdrawal, as are all that follow but the predecessor. */
  readonly recipientKey: Bytes;
  /** h, 32 bytes. */
  readonly contentHash: Bytes;
  /** c_0, c_1, c_2, 32 bytes each. */
  readonly commitments: readonly [Bytes, Bytes, Bytes];
  /** SHA-256 of each packet, 32 bytes each. */
  readonly packetHashes: readonly [Bytes, Bytes, Bytes];
  /** SHA-256 of the previous version's statement; zeros for a deposit. */
  readonly predecessor: Bytes;
}

const zeros = new Uint8Array(32);

export function encodeStatement(s: Statement): Bytes {
  return new ByteWriter()
    .label(statementLabel)
    .u8(s.operation)
    .bytes(s.deployment)
    .bytes(s.manifestHash)
    .bytes(s.handle)
    .u32(s.version)
    .u8(receiptFamily)
    .bytes(s.family)
    .u8(s.number)
    .bytes(s.recipientKey)
    .bytes(s.contentHash)
    .bytes(s.commitments[0])
    .bytes(s.commitments[1])
    .bytes(s.commitments[2])
    .bytes(s.packetHashes[0])
    .bytes(s.packetHashes[1])
    .bytes(s.packetHashes[2])
    .bytes(s.predecessor)
    .toBytes();
}

/** Reads a statement and checks everything that one statement alone can show. @throws MalformedError */
export function decodeStatement(bytes: Bytes): Statement {
  const reader = new ByteReader(bytes);
  reader.label(statementLabel);
  const operation = reader.u8();
  const deployment = reader.bytes(16);
  const manifestHash = reader.bytes(32);
  const handle = reader.bytes(16);
  const version = reader.u32();
  if (reader.u8() !== receiptFamily) throw new MalformedError('the depositor kind is unknown here');
  const family = reader.bytes(32);
  const number = reader.u8();
  const recipientKey = reader.bytes(32);
  const contentHash = reader.bytes(32);
  const commitments: [Bytes, Bytes, Bytes] = [reader.bytes(32), reader.bytes(32), reader.bytes(32)];
  const packetHashes: [Bytes, Bytes, Bytes] = [reader.bytes(32), reader.bytes(32), reader.bytes(32)];
  const predecessor = reader.bytes(32);
  reader.end();
  const first = operation === deposit;
  if (!first && operation !== change && operation !== withdraw) throw new MalformedError('the operation is unknown here');
  if (number >= mostReports) throw new MalformedError("a family's reports are numbered 0 to 15");
  if (first !== (version === 1) || version === 0) throw new MalformedError('a deposit is version 1, and only a deposit');
  if (first !== same(predecessor, zeros)) throw new MalformedError('a deposit has no predecessor, and only a deposit');
  const empty = [recipientKey, contentHash, ...commitments, ...packetHashes].every((field) => same(field, zeros));
  if (operation === withdraw && !empty) throw new MalformedError('a withdrawal carries no key, content, commitments or packets');
  if (operation !== withdraw && same(recipientKey, zeros)) throw new MalformedError('a deposit or change needs a recipient key');
  return {
    operation,
    deployment,
    manifestHash,
    handle,
    version,
    family,
    number,
    recipientKey,
    contentHash,
    commitments,
    packetHashes,
    predecessor,
  };
}

/** The statement that ends a report. */
export const withdrawal = (last: Statement, lastHash: Bytes, manifestHash: Bytes): Statement => ({
  ...last,
  operation: withdraw,
  manifestHash,
  version: last.version + 1,
  recipientKey: zeros,
  contentHash: zeros,
  commitments: [zeros, zeros, zeros],
  packetHashes: [zeros, zeros, zeros],
  predecessor: lastHash,
});

/** No predecessor. */
export const noPredecessor: Bytes = zeros;

/** `h`: binds both ciphertexts to organisation, report and version. */
export const contentHashOf = async (content: Bytes, escrowed: Bytes, recipientKey: Bytes, handle: Bytes, version: number): Promise<Bytes> =>
  contentHashFrom(content, await sha256(escrowed), recipientKey, handle, version);

/** The same, where only the hash of the escrowed key is left. */
export async function contentHashFrom(
  content: Bytes,
  escrowedHash: Bytes,
  recipientKey: Bytes,
  handle: Bytes,
  version: number,
): Promise<Bytes> {
  const rest = new ByteWriter().bytes(recipientKey).bytes(handle).u32(version).toBytes();
  return sha256(label('chorus/v1/content-hash'), await sha256(content), escrowedHash, rest);
}

/** What both key wraps are bound to. */
export const wrapAad = (deployment: Bytes, handle: Bytes, version: number, recipientKey: Bytes): Bytes =>
  new ByteWriter().bytes(deployment).bytes(handle).u32(version).bytes(recipientKey).toBytes();
