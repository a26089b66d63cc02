// What both kinds of envelope share: context, key, commitment, header and chunks (docs/formats/envelope.md).
import { fixedTimeEquals, hkdf } from './digest.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, ByteWriter, concat, label } from './wire.ts';

export const headerLength = 35;
export const tagLength = 16;

/** What an envelope is for: bound into its key, so it opens as nothing else. */
export type EnvelopeContext = { readonly bytes: Bytes };

const context = (purpose: string, deployment: Bytes, handle: Bytes): ByteWriter => {
  if (deployment.length !== 16 || handle.length !== 16) throw new RangeError('deployments and handles are 16 bytes');
  return new ByteWriter().label(purpose).bytes(deployment).bytes(handle);
};

/** The content of version `version` of a report. */
export const contentContext = (deployment: Bytes, handle: Bytes, version: number): EnvelopeContext => ({
  bytes: context('chorus/v1/content', deployment, handle).u32(version).toBytes(),
});

/** The wrapped content key under the escrow key. */
export const escrowContext = (deployment: Bytes, handle: Bytes, version: number): EnvelopeContext => ({
  bytes: context('chorus/v1/escrow', deployment, handle).u32(version).toBytes(),
});

/** A message about a report; direction is 0 from the reporter, 1 from the organisation. */
export const messageContext = (deployment: Bytes, handle: Bytes, messageId: Bytes, direction: number): EnvelopeContext => ({
  bytes: context('chorus/v1/message', deployment, handle).bytes(messageId).u8(direction).toBytes(),
});

/** Version `version` of a sheet that members keep on a report. */
export const sheetContext = (deployment: Bytes, handle: Bytes, version: number): EnvelopeContext => ({
  bytes: context('chorus/v1/sheet', deployment, handle).u32(version).toBytes(),
});

/** A request for an extract of version `version` of a report. */
export const extractContext = (deployment: Bytes, handle: Bytes, version: number): EnvelopeContext => ({
  bytes: context('chorus/v1/extract', deployment, handle).u32(version).toBytes(),
});

/** A draft that is kept on a reporter's device under 16 random bytes. */
export const deviceDraftContext = (deployment: Bytes, salt: Bytes): EnvelopeContext => ({
  bytes: context('chorus/v1/device-draft', deployment, salt).toBytes(),
});

/** An entry of a circle, by the hash of its header. */
export const circleContext = (deployment: Bytes, circle: Bytes, headerHash: Bytes): EnvelopeContext => ({
  bytes: context('chorus/v1/circle', deployment, circle).bytes(headerHash).toBytes(),
});

/** The key and header of one envelope. */
export interface EnvelopeKeys {
  readonly header: Bytes;
  sealChunk(counter: number, last: boolean, text: Bytes): Promise<Bytes>;
  openChunk(counter: number, last: boolean, chunk: Bytes): Promise<Bytes>;
}

/** For sealing: a fresh header with the commitment. */
export async function keysForSealing(key: Bytes, context: EnvelopeContext, sizeClass: number): Promise<EnvelopeKeys> {
  const { envelopeKey, commitment } = await derive(key, context);
  return chunks(envelopeKey, concat(Uint8Array.of(1, 1, sizeClass), commitment));
}

/** Version and suite, before anything else is read. */
export function checkVersions(envelope: Bytes): void {
  if (envelope.length < headerLength) throw new SealingError('malformed', 'the envelope is shorter than its header');
  if (envelope[0] !== 1) throw new SealingError('unknown-version', `envelope version ${envelope[0]} is unknown here`);
  if (envelope[1] !== 1) throw new SealingError('unknown-suite', `envelope suite ${envelope[1]} is unknown here`);
}

/**
 * For opening: compares the commitment before any decryption. AES-GCM is not key-committing: without this, one
 * ciphertext could be made that opens to different texts under two keys (Albertini et al., USENIX Security 2022).
 */
export async function keysForOpening(key: Bytes, context: EnvelopeContext, envelope: Bytes): Promise<EnvelopeKeys> {
  const { envelopeKey, commitment } = await derive(key, context);
  const header = envelope.slice(0, headerLength);
  if (!fixedTimeEquals(header.slice(3), commitment)) {
    throw new SealingError('wrong-key', 'the envelope was sealed under another key or for another use');
  }
  return chunks(envelopeKey, header);
}

async function derive(key: Bytes, context: EnvelopeContext): Promise<{ envelopeKey: Bytes; commitment: Bytes }> {
  if (key.length !== 32) throw new RangeError('an envelope key is 32 bytes');
  return {
    envelopeKey: await hkdf(key, concat(label('chorus/v1/envelope-key'), context.bytes), 32),
    commitment: await hkdf(key, concat(label('chorus/v1/envelope-commitment'), context.bytes), 32),
  };
}

async function chunks(envelopeKey: Bytes, header: Bytes): Promise<EnvelopeKeys> {
  const aes = await crypto.subtle.importKey('raw', envelopeKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const params = (counter: number, last: boolean) => ({ name: 'AES-GCM', iv: nonce(counter, last), additionalData: header });
  return {
    header,
    sealChunk: async (counter, last, text) => new Uint8Array(await crypto.subtle.encrypt(params(counter, last), aes, text)),
    openChunk: async (counter, last, chunk) => {
      try {
        return new Uint8Array(await crypto.subtle.decrypt(params(counter, last), aes, chunk));
      } catch {
        throw new SealingError('altered', `chunk ${counter} of the envelope was changed`);
      }
    },
  };
}

/** The counter in 11 bytes, then 1 for the last chunk. Never repeats, since a key seals one envelope only. */
const nonce = (counter: number, last: boolean): Bytes =>
  new ByteWriter()
    .bytes(new Uint8Array(7))
    .u32(counter)
    .u8(last ? 1 : 0)
    .toBytes();
