// 32 secret bytes under a passphrase: PBKDF2 and AES-256-GCM (docs/formats/organisation-key.md).
import { pbkdf2 } from './digest.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { ByteReader, type Bytes, ByteWriter, utf8 } from './wire.ts';

/** Bytes of a wrapped secret. */
const wrappedLength = 82;

export const leastIterations = 600_000;
/** More would only stop the browser. */
const mostIterations = 10_000_000;

/** As it is used: composed, without white space at both ends. */
export const preparedPassphrase = (passphrase: string): string => passphrase.normalize('NFC').trim();

/** Wraps 32 bytes: 82 bytes. @param aad what the secret is and for whom. */
export async function wrapUnderPassphrase(secret: Bytes, passphrase: string, aad: Bytes): Promise<Bytes> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await wrappingKey(passphrase, salt, leastIterations);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, key, secret));
  return new ByteWriter().u8(1).u8(1).u32(leastIterations).bytes(salt).bytes(nonce).bytes(sealed).toBytes();
}

/**
 * Opens what `wrapUnderPassphrase` gave: 32 bytes, which the caller erases.
 * @throws SealingError: `altered` for another passphrase or aad, or changed bytes.
 */
export async function unwrapUnderPassphrase(wrapped: Bytes, passphrase: string, aad: Bytes): Promise<Bytes> {
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
  const params = { name: 'AES-GCM', iv: reader.bytes(12), additionalData: aad };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, reader.bytes(reader.remaining)));
  } catch {
    throw new SealingError('altered', 'the passphrase is another one, or the wrapped key was changed or made for someone else');
  }
}

async function wrappingKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const bits = await pbkdf2(utf8(preparedPassphrase(passphrase)), salt, iterations);
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
