// Ed25519 signatures (RFC 8032) in script: browsers of four years ago do not have them in WebCrypto.
import { getPublicKeyAsync, signAsync, verifyAsync } from '@noble/ed25519';
import type { Bytes } from './wire.ts';

/** Bytes of a signature. */
export const signatureLength = 64;

/** A key pair that signs. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Bytes;
  /** @returns 64 bytes, the same for the same message. */
  sign(message: Bytes): Promise<Bytes>;
}

/** The key pair of a 32-byte seed. The seed stays inside the closure. */
export async function signingKeyFromSeed(seed: Bytes): Promise<SigningKey> {
  const secret = seed.slice();
  return {
    publicKey: new Uint8Array(await getPublicKeyAsync(secret)),
    sign: async (message) => new Uint8Array(await signAsync(message, secret)),
  };
}

/** Whether the signature is that of this key. False for malformed keys and signatures too; strict as RFC 8032, not as ZIP 215. */
export async function verifySignature(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== signatureLength) return false;
  try {
    return await verifyAsync(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
