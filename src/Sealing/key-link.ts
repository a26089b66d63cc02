// An organisation's key of one epoch, sealed under that of the next, so that whoever has the newest opens what was sealed to
// any; and the digits of new public keys (docs/formats/organisation-key.md).
import { hkdf } from './digest.ts';
import { checkMaster, organisationKeyFromMaster } from './organisation-key.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { spokenNumbers } from './spoken-numbers.ts';
import { type Bytes, ByteWriter, concat, label, utf8 } from './wire.ts';

/** Which two epochs of an organisation a link joins. */
export interface KeyLinkPlace {
  /** 16 bytes. */
  readonly deployment: Bytes;
  readonly organisation: string;
  /** The newer one, whose key opens the link. */
  readonly epoch: number;
  /** The one before it in the manifest. */
  readonly before: number;
}

/** Bytes of a link. */
const keyLinkLength = 61;

/** Seals the master of the epoch before under the newer one: 61 bytes. */
export async function sealKeyLink(newer: Bytes, before: Bytes, place: KeyLinkPlace): Promise<Bytes> {
  const nonce = randomBytes(12);
  const params = { name: 'AES-GCM', iv: nonce, additionalData: aadOf(place, await recipientOf(newer), await recipientOf(before)) };
  return concat(Uint8Array.of(1), nonce, new Uint8Array(await crypto.subtle.encrypt(params, await linkKey(newer), before)));
}

/**
 * Opens what `sealKeyLink` gave: the 32-byte master of the epoch before, which the caller erases.
 * @param recipientBefore the recipient key of that epoch, as the manifest has it.
 * @throws SealingError: `wrong-key` for another key or place, changed bytes, or a master that is not the manifest's.
 */
export async function openKeyLink(newer: Bytes, place: KeyLinkPlace, recipientBefore: Bytes, link: Bytes): Promise<Bytes> {
  if (link.length !== keyLinkLength) throw new SealingError('malformed', `a link between two keys has ${keyLinkLength} bytes`);
  if (link[0] !== 1) throw new SealingError('unknown-version', `link version ${link[0]} is unknown here`);
  const params = { name: 'AES-GCM', iv: link.slice(1, 13), additionalData: aadOf(place, await recipientOf(newer), recipientBefore) };
  let before: Bytes;
  try {
    before = new Uint8Array(await crypto.subtle.decrypt(params, await linkKey(newer), link.slice(13)));
  } catch {
    throw new SealingError('wrong-key', 'the link to the key before was changed, or made under another key or for another place');
  }
  await checkMaster(before, recipientBefore);
  return before;
}

/** The 20 digits of the public keys of an epoch. Slow on purpose: a site must not find other keys with the same ones. */
export async function keyNumbers(
  { deployment, organisation, epoch }: Omit<KeyLinkPlace, 'before'>,
  keys: { readonly recipientKey: Bytes; readonly signingKey: Bytes },
): Promise<string> {
  const salt = new ByteWriter().label('chorus/v1/key-numbers').bytes(deployment).var(utf8(organisation)).u32(epoch).toBytes();
  return spokenNumbers(concat(keys.recipientKey, keys.signingKey), salt);
}

const recipientOf = async (master: Bytes): Promise<Bytes> => (await organisationKeyFromMaster(master)).box.publicKey;

async function linkKey(master: Bytes): Promise<CryptoKey> {
  const bits = await hkdf(master, label('chorus/v1/organisation-link'), 32);
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const aadOf = (place: KeyLinkPlace, recipientKey: Bytes, recipientBefore: Bytes): Bytes =>
  new ByteWriter()
    .label('chorus/v1/organisation-link')
    .bytes(place.deployment)
    .var(utf8(place.organisation))
    .u32(place.epoch)
    .bytes(recipientKey)
    .u32(place.before)
    .bytes(recipientBefore)
    .toBytes();
