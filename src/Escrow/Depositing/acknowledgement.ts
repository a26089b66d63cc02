// A trustee's signed word that it has a version on disk: the statement's way up a tree over all that the trustee
// acknowledged at once, and the signature of the tree's root (docs/formats/deposit.md).
import { sha256 } from '../../Sealing/digest.ts';
import { signatureLength, verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, fromBase64Url, label } from '../../Sealing/wire.ts';
import { rootOf } from '../hash-tree.ts';
import type { Manifest } from '../Manifests/manifest.ts';

/** From a leaf to the root. */
const depth = 6;
const hashLength = 32;
const pathEnd = 1 + depth * hashLength;

/** Bytes of an acknowledgement: place, siblings, signature. */
export const acknowledgementLength = pathEnd + signatureLength;

/** The leaf of a statement, by its SHA-256. */
export const leafOf = (statementHash: Bytes): Promise<Bytes> => sha256(label('chorus/v2/ack-leaf'), statementHash);

/** The node above two. */
export const nodeOf = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(label('chorus/v2/ack-node'), left, right);

/** What trustee i signs. */
export const acknowledged = (trustee: number, root: Bytes): Bytes =>
  new ByteWriter().label('chorus/v2/ack').u8(trustee).bytes(root).toBytes();

/** Whether an acknowledgement is that of this trustee for a statement, by its SHA-256; false also for another length or place. */
export async function verifyAcknowledgement(signingKey: Bytes, trustee: number, statementHash: Bytes, ack: Bytes): Promise<boolean> {
  if (statementHash.length !== hashLength || ack.length !== acknowledgementLength) return false;
  const place = ack[0]!;
  if (place >= 1 << depth) return false;
  const root = await rootOf(place, await leafOf(statementHash), ack.slice(1, pathEnd), nodeOf);
  return verifySignature(signingKey, acknowledged(trustee, root), ack.slice(pathEnd));
}

/**
 * Whether all three trustees acknowledged a statement. Only then may a receipt be shown.
 * @param statement its 411 bytes, or their base64url.
 * @param acks as the site sent them: three acknowledgements in base64url, in order of trustee.
 */
export async function checkAcknowledgements(manifest: Manifest, statement: Bytes | string, acks: unknown): Promise<boolean> {
  if (!Array.isArray(acks) || acks.length !== 3) return false;
  const hash = await sha256(typeof statement === 'string' ? fromBase64Url(statement) : statement);
  for (const trustee of manifest.trustees) {
    let ack: Bytes;
    try {
      ack = fromBase64Url(acks[trustee.index], acknowledgementLength);
    } catch {
      return false;
    }
    if (!(await verifyAcknowledgement(trustee.signingKey, trustee.index, hash, ack))) return false;
  }
  return true;
}
