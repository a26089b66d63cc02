// Padded, chunked encryption under a single-use key (docs/formats/envelope.md).
import { checkVersions, type EnvelopeContext, headerLength, keysForOpening, keysForSealing, tagLength } from './envelope-keys.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, concat } from './wire.ts';

const largestClass = 7;
const chunkLength = 65_536;
const lengthField = 4;

const paddedLength = (sizeClass: number): number => 4096 * 4 ** sizeClass;
const chunkCount = (sizeClass: number): number => Math.max(1, paddedLength(sizeClass) / chunkLength);
const sealedLength = (sizeClass: number): number => headerLength + paddedLength(sizeClass) + chunkCount(sizeClass) * tagLength;

/** The most bytes that fit. */
export const longestData = paddedLength(largestClass) - lengthField;

/** Seals `data` under a 32-byte key that must never seal anything else. @throws RangeError for more than `longestData` bytes. */
export async function sealEnvelope(key: Bytes, context: EnvelopeContext, data: Bytes): Promise<Bytes> {
  const sizeClass = sizeClassOf(data.length);
  const padded = new Uint8Array(paddedLength(sizeClass));
  new DataView(padded.buffer).setUint32(0, data.length);
  padded.set(data, lengthField);
  const keys = await keysForSealing(key, context, sizeClass);
  const count = chunkCount(sizeClass);
  const parts: Bytes[] = [keys.header];
  for (let i = 0; i < count; i++) {
    parts.push(await keys.sealChunk(i, i === count - 1, padded.subarray(i * chunkLength, (i + 1) * chunkLength)));
  }
  padded.fill(0);
  return concat(...parts);
}

/** Opens an envelope. @throws SealingError naming the first check that failed. */
export async function openEnvelope(key: Bytes, context: EnvelopeContext, envelope: Bytes): Promise<Bytes> {
  checkVersions(envelope);
  const sizeClass = envelope[2]!;
  if (sizeClass > largestClass || envelope.length !== sealedLength(sizeClass)) {
    throw new SealingError('malformed', "the envelope's length is not that of its size class");
  }
  const keys = await keysForOpening(key, context, envelope);
  const padded = new Uint8Array(paddedLength(sizeClass));
  const count = chunkCount(sizeClass);
  const sealedChunk = Math.min(chunkLength, padded.length) + tagLength;
  for (let i = 0; i < count; i++) {
    const at = headerLength + i * sealedChunk;
    padded.set(await keys.openChunk(i, i === count - 1, envelope.slice(at, at + sealedChunk)), i * chunkLength);
  }
  return unpad(padded, sizeClass);
}

function unpad(padded: Bytes, sizeClass: number): Bytes {
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > padded.length - lengthField || sizeClassOf(length) !== sizeClass) {
    throw new SealingError('padding', 'the length inside the envelope does not fit its size class');
  }
  if (padded.subarray(lengthField + length).some((byte) => byte !== 0)) {
    throw new SealingError('padding', 'the padding inside the envelope is not zero');
  }
  return padded.slice(lengthField, lengthField + length);
}

function sizeClassOf(length: number): number {
  for (let c = 0; c <= largestClass; c++) if (length <= paddedLength(c) - lengthField) return c;
  throw new RangeError(`${length} bytes are too many: an envelope holds at most ${longestData}`);
}
