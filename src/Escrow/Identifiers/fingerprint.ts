import { hmacSha256 } from '../../Sealing/digest.ts';
import { type Bytes, concat, label, utf8 } from '../../Sealing/wire.ts';
import type { IdentifierKind } from './identifier-kind.ts';

/** The 64 bits that stand for an identifier in a packet: the first 8 bytes of HMAC-SHA256 under the deployment's public salt. */
export async function fingerprintOf(salt: Bytes, kind: IdentifierKind, canonical: string): Promise<bigint> {
  const mac = await hmacSha256(salt, concat(label('chorus/v1/fingerprint'), utf8(`${kind}:${canonical}`)));
  return new DataView(mac.buffer).getBigUint64(0);
}
