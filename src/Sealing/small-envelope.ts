// The small envelope: the wrapped key W under the escrow key E, one chunk without padding (docs/formats/envelope.md).
import { checkVersions, type EnvelopeContext, headerLength, keysForOpening, keysForSealing, tagLength } from './envelope-keys.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, concat } from './wire.ts';

const noSizeClass = 255;
const textLength = 80;

/** Bytes of a small envelope. */
export const smallEnvelopeLength = headerLength + textLength + tagLength;

/** Seals 80 bytes under a 32-byte key that must never seal anything else: 131 bytes. */
export async function sealSmallEnvelope(key: Bytes, context: EnvelopeContext, text: Bytes): Promise<Bytes> {
  if (text.length !== textLength) throw new RangeError(`a small envelope holds ${textLength} bytes`);
  const keys = await keysForSealing(key, context, noSizeClass);
  return concat(keys.header, await keys.sealChunk(0, true, text));
}

/** Opens a small envelope. @throws SealingError naming the first check that failed. */
export async function openSmallEnvelope(key: Bytes, context: EnvelopeContext, envelope: Bytes): Promise<Bytes> {
  checkVersions(envelope);
  if (envelope[2] !== noSizeClass || envelope.length !== smallEnvelopeLength) {
    throw new SealingError('malformed', `a small envelope has ${smallEnvelopeLength} bytes and size class ${noSizeClass}`);
  }
  const keys = await keysForOpening(key, context, envelope);
  return keys.openChunk(0, true, envelope.slice(headerLength));
}
