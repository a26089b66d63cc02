// HPKE, RFC 9180, base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
// X25519 in script: phones of four years ago do not have it in WebCrypto.
import { DhkemX25519HkdfSha256, X25519, HkdfSha256 as X25519Kdf } from '@hpke/dhkem-x25519';
import { SealingError } from './sealing-error.ts';
import { type Bytes, concat } from './wire.ts';

const encLength = 32;
const tagLength = 16;

/** Bytes that sealing adds. */
export const hpkeOverhead = encLength + tagLength;

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const curve = new X25519(new X25519Kdf());

/** An X25519 key pair to which messages are sealed. The private half cannot be read back out. */
export interface BoxKey {
  /** 32 bytes. */
  readonly publicKey: Bytes;
  readonly pair: CryptoKeyPair;
}

/** The key pair of a 32-byte private key. */
export async function boxKeyFromPrivate(privateKey: Bytes): Promise<BoxKey> {
  if (privateKey.length !== 32) throw new RangeError('an X25519 private key is 32 bytes');
  const key = await suite.kem.deserializePrivateKey(privateKey);
  const publicKey = await curve.derivePublicKey(key);
  return { publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)), pair: { privateKey: key, publicKey } };
}

/**
 * Seals a text to a public key: `enc(32) || ct`.
 * @param info what the message is: an encoded label.
 * @param aad bytes that both sides know and that the message is bound to.
 */
export async function hpkeSeal(recipientKey: Bytes, info: Bytes, aad: Bytes, text: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(recipientKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, text, aad);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** Opens what `hpkeSeal` gave. @throws SealingError if it was changed, or sealed to another key, label or context. */
export async function hpkeOpen(key: BoxKey, info: Bytes, aad: Bytes, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < hpkeOverhead) throw new SealingError('malformed', 'the sealed message is too short');
  try {
    const params = { recipientKey: key.pair, enc: sealed.slice(0, encLength), info };
    return new Uint8Array(await suite.open(params, sealed.slice(encLength), aad));
  } catch {
    throw new SealingError('altered', 'the sealed message was changed, or made for another key or another use');
  }
}
