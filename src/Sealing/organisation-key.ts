// One epoch's keys of an organisation, and how a member's passphrase wraps them (docs/formats/organisation-key.md).
import { hkdf, pbkdf2 } from './digest.ts';
import { type BoxKey, boxKeyFromPrivate } from './hpke.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { type SigningKey, signingKeyFromSeed } from './signing.ts';
import { ByteReader, type Bytes, ByteWriter, label, same, utf8 } from './wire.ts';

/** An organisation's keys. The private halves exist in this object only. */
export interface OrganisationKey {
  /** Opens what was sealed to the organisation; its public half is the recipient key of the manifest. */
  readonly box: BoxKey;
  /** Signs the organisation's messages. */
  readonly signing: SigningKey;
}

/** Whom a wrapped key is for; bound into it, so that the site cannot hand it to another member. */
export interface KeyHolder {
  /** 16 bytes. */
  readonly deployment: Bytes;
  readonly organisation: string;
  readonly epoch: number;
  readonly member: string;
}

/** Bytes of a wrapped master key. */
export const wrappedLength = 82;

const leastIterations = 600_000;
/** More would only stop the browser. */
const mostIterations = 10_000_000;

/** The keys of a 32-byte master. */
export async function organisationKeyFromMaster(master: Bytes): Promise<OrganisationKey> {
  if (master.length !== 32) throw new RangeError('a master key is 32 bytes');
  return {
    box: await boxKeyFromPrivate(await hkdf(master, label('chorus/v1/organisation-box'), 32)),
    signing: await signingKeyFromSeed(await hkdf(master, label('chorus/v1/organisation-sign'), 32)),
  };
}

/** Wraps a master key for one member: 82 bytes for the site to keep. */
export async function wrapMaster(master: Bytes, passphrase: string, holder: KeyHolder): Promise<Bytes> {
  const { box } = await organisationKeyFromMaster(master);
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await wrappingKey(passphrase, salt, leastIterations);
  const params = { name: 'AES-GCM', iv: nonce, additionalData: wrapAad(holder, box.publicKey) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(params, key, master));
  return new ByteWriter().u8(1).u8(1).u32(leastIterations).bytes(salt).bytes(nonce).bytes(sealed).toBytes();
}

/**
 * Opens what `wrapMaster` gave, and checks that the key is that of the manifest.
 * @throws SealingError: `altered` for another passphrase, holder or changed bytes; `wrong-key` if the manifest names another key.
 */
export async function unwrapMaster(wrapped: Bytes, passphrase: string, holder: KeyHolder, recipientKey: Bytes): Promise<OrganisationKey> {
  if (wrapped.length !== wrappedLength) throw new SealingError('malformed', `a wrapped key has ${wrappedLength} bytes`);
  const reader = new ByteReader(wrapped);
  if (reader.u8() !== 1) throw new SealingError('unknown-version', `wrapped key version ${wrapped[0]} is unknown here`);
  if (reader.u8() !== 1) throw new SealingError('unknown-suite', `wrapping method ${wrapped[1]} is unknown here`);
  const iterations = reader.u32();
  // Fewer would let whoever learns the wrapped key guess faster.
  if (iterations < leastIterations || iterations > mostIterations) {
    throw new SealingError('malformed', `${iterations} iterations are outside ${leastIterations} to ${mostIterations}`);
  }
  const key = await wrappingKey(passphrase, reader.bytes(16), iterations);
  const params = { name: 'AES-GCM', iv: reader.bytes(12), additionalData: wrapAad(holder, recipientKey) };
  let master: Bytes;
  try {
    master = new Uint8Array(await crypto.subtle.decrypt(params, key, reader.bytes(reader.remaining)));
  } catch {
    throw new SealingError('altered', 'the passphrase is another one, or the wrapped key was changed or made for someone else');
  }
  const opened = await organisationKeyFromMaster(master);
  master.fill(0);
  if (!same(opened.box.publicKey, recipientKey)) {
    throw new SealingError('wrong-key', "the opened master key is not that of the organisation's key in the manifest");
  }
  return opened;
}

async function wrappingKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const bits = await pbkdf2(utf8(passphrase.normalize('NFC').trim()), salt, iterations);
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const wrapAad = (holder: KeyHolder, recipientKey: Bytes): Bytes =>
  new ByteWriter()
    .label('chorus/v1/organisation-wrap')
    .bytes(holder.deployment)
    .var(utf8(holder.organisation))
    .u32(holder.epoch)
    .bytes(recipientKey)
    .var(utf8(holder.member))
    .toBytes();
