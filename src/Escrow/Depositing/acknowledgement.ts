// A trustee's signed word that it has a version on disk (docs/formats/deposit.md).
import { sha256 } from '../../Sealing/digest.ts';
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, fromBase64Url } from '../../Sealing/wire.ts';
import type { Manifest } from '../Manifests/manifest.ts';

/** What trustee i signs. */
export const acknowledged = async (trustee: number, statement: Bytes): Promise<Bytes> =>
  new ByteWriter()
    .label('chorus/v1/ack')
    .u8(trustee)
    .bytes(await sha256(statement))
    .toBytes();

/**
 * Whether all three trustees acknowledged a statement. Only then may a receipt be shown.
 * @param statement its 411 bytes, or their base64url.
 * @param acks as the site sent them: three signatures in base64url, in order of trustee.
 */
export async function checkAcknowledgements(manifest: Manifest, statement: Bytes | string, acks: unknown): Promise<boolean> {
  if (!Array.isArray(acks) || acks.length !== 3) return false;
  const bytes = typeof statement === 'string' ? fromBase64Url(statement) : statement;
  for (const trustee of manifest.trustees) {
    let ack: Bytes;
    try {
      ack = fromBase64Url(acks[trustee.index], 64);
    } catch {
      return false;
    }
    if (!(await verifySignature(trustee.signingKey, await acknowledged(trustee.index, bytes), ack))) return false;
  }
  return true;
}
