// Padded, chunked encryption under a single-use key (docs/formats/envelope.md).
import { checkVersions, type EnvelopeContext, headerLength, keysForOpening, keysForSealing, tagLength } from './envelope-keys.ts';
import { PaddedBlock } from './padded-block.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, concat } from './wire.ts';

const block = new PaddedBlock(4096, 7, 'envelope');
const chunkLength = 65_536;

const chunkCount = (sizeClass: number): number => Math.max(1, block.lengthOf(sizeClass) / chunkLength);
const sealedLength = (sizeClass: number): number => headerLength + block.lengthOf(sizeClass) + chunkCount(sizeClass) * tagLength;

/** The most bytes that fit. */
export const longestData = block.longest;

/** Seals `data` under a 32-byte key that must never seal anything else. @throws RangeError for more than `longestData` bytes. */
export async function sealEnvelope(key: Bytes, context: EnvelopeContext, data: Bytes): Promise<Bytes> {
  const { sizeClass, padded } = block.pad(data);
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
  if (sizeClass > block.largestClass || envelope.length !== sealedLength(sizeClass)) {
    throw new SealingError('malformed', "the envelope's length is not that of its size class");
  }
  const keys = await keysForOpening(key, context, envelope);
  const padded = new Uint8Array(block.lengthOf(sizeClass));
  const count = chunkCount(sizeClass);
  const sealedChunk = Math.min(chunkLength, padded.length) + tagLength;
  for (let i = 0; i < count; i++) {
    const at = headerLength + i * sealedChunk;
    padded.set(await keys.openChunk(i, i === count - 1, envelope.slice(at, at + sealedChunk)), i * chunkLength);
  }
  return block.unpad(padded, sizeClass);
}
