// The chunks of a file (docs/formats/attachment.md). Nonces are random, since a chunk may be sealed again after a page was
// loaded anew; the place of a chunk is bound by the additional data, the number of chunks by the key.
import { fixedTimeEquals, hkdf, sha256 } from './digest.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, ByteWriter, concat, label } from './wire.ts';

/** Bytes of a file in one chunk. */
export const chunkLength = 262_144;

const headerLength = 34;
const nonceLength = 12;
const tagLength = 16;

/** Bytes of a sealed chunk. */
export const sealedChunkLength = headerLength + nonceLength + chunkLength + tagLength;

// Four steps a doubling: at most a quarter is sent for nothing, which on a phone somebody pays for.
const counts = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192];

/** The most bytes of one file: 50,331,648. */
export const longestFile = counts[counts.length - 1]! * chunkLength;

/** How many chunks a file of `size` bytes has. @throws RangeError for more than `longestFile` bytes. */
export function countFor(size: number): number {
  const count = counts.find((each) => each * chunkLength >= size);
  if (count === undefined || !Number.isInteger(size) || size < 0) throw new RangeError(`a file has at most ${longestFile} bytes`);
  return count;
}

/** Which file a chunk belongs to: bound into its key, so it opens as part of no other. */
export interface AttachmentPlace {
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 16 random bytes. */
  readonly id: Bytes;
  /** How many chunks the file has; one of the classes. */
  readonly count: number;
}

/** Seals and opens the chunks of one file. */
export interface AttachmentKeys {
  /** Seals chunk `index`: `text`, at most 262,144 bytes, with zeros after it. `nonce` only to make an example again. */
  sealChunk(index: number, text: Bytes, nonce?: Bytes): Promise<Bytes>;
  /** Opens chunk `index`, the zeros after the file included. @throws SealingError naming the first check that failed. */
  openChunk(index: number, chunk: Bytes): Promise<Bytes>;
}

/** @param key 32 bytes, for this one file. @throws RangeError for wrong lengths or counts. */
export async function attachmentKeys(key: Bytes, place: AttachmentPlace): Promise<AttachmentKeys> {
  if (key.length !== 32) throw new RangeError("a file's key is 32 bytes");
  const context = written('chorus/v1/attachment', place).toBytes();
  const commitment = await hkdf(key, concat(label('chorus/v1/attachment-commitment'), context), 32);
  const derived = await hkdf(key, concat(label('chorus/v1/attachment-key'), context), 32);
  const aes = await crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
  derived.fill(0);
  const header = concat(Uint8Array.of(1, 1), commitment);
  const params = (index: number, iv: Bytes) => {
    if (!Number.isInteger(index) || index < 0 || index >= place.count) throw new RangeError('the file does not have that chunk');
    return { name: 'AES-GCM', iv, additionalData: new ByteWriter().bytes(header).u32(index).toBytes() };
  };
  return {
    async sealChunk(index, text, nonce = randomBytes(nonceLength)) {
      if (text.length > chunkLength) throw new RangeError(`a chunk holds at most ${chunkLength} bytes`);
      const padded = new Uint8Array(chunkLength);
      padded.set(text);
      const sealed = new Uint8Array(await crypto.subtle.encrypt(params(index, nonce), aes, padded));
      padded.fill(0);
      return concat(header, nonce, sealed);
    },
    async openChunk(index, chunk) {
      if (chunk.length !== sealedChunkLength) throw new SealingError('malformed', "the chunk's length is not that of a sealed chunk");
      if (chunk[0] !== 1) throw new SealingError('unknown-version', `attachment version ${chunk[0]} is unknown here`);
      if (chunk[1] !== 1) throw new SealingError('unknown-suite', `attachment suite ${chunk[1]} is unknown here`);
      // Before any decryption: AES-GCM is not key-committing (envelope-keys.ts).
      if (!fixedTimeEquals(chunk.slice(0, headerLength), header))
        throw new SealingError('wrong-key', 'this key or this file is not the one that the chunk was made for');
      const wanted = params(index, chunk.slice(headerLength, headerLength + nonceLength));
      try {
        return new Uint8Array(await crypto.subtle.decrypt(wanted, aes, chunk.subarray(headerLength + nonceLength)));
      } catch {
        throw new SealingError('altered', `part ${index + 1} of the file was changed, or stands in the place of another`);
      }
    },
  };
}

/** The digest of a file from SHA-256 of each of its chunks, in order. */
export async function attachmentDigest(place: AttachmentPlace, chunkHashes: readonly Bytes[]): Promise<Bytes> {
  if (chunkHashes.length !== place.count || chunkHashes.some((hash) => hash.length !== 32))
    throw new RangeError('a hash of 32 bytes for each chunk is needed');
  return sha256(written('chorus/v1/attachment-digest', place).toBytes(), ...chunkHashes);
}

/** The part of a file of `size` bytes that opened chunk `index` holds. @throws SealingError unless what follows the file is zero. */
export function unpadded(size: number, index: number, text: Bytes): Bytes {
  const length = Math.min(Math.max(size - index * chunkLength, 0), text.length);
  if (text.subarray(length).some((byte) => byte !== 0)) throw new SealingError('padding', 'the padding after the file is not zero');
  return text.subarray(0, length);
}

function written(name: string, { deployment, id, count }: AttachmentPlace): ByteWriter {
  if (deployment.length !== 16 || id.length !== 16 || !counts.includes(count))
    throw new RangeError('deployments and attachment ids are 16 bytes, counts one of the classes');
  return new ByteWriter().label(name).bytes(deployment).bytes(id).u32(count);
}
