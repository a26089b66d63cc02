// The three trustees' packet keys of the epoch that is in use (docs/formats/packet-keys.md).
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, label, MalformedError, same } from '../../Sealing/wire.ts';
import { Json } from '../strict-json.ts';
import type { Fetch, Manifest } from './manifest.ts';

/** A key to which one trustee's packet is sealed, with its epoch. */
export interface PacketKey {
  readonly epoch: number;
  /** X25519, 32 bytes. */
  readonly packetKey: Bytes;
}

/** One for each trustee, in order. */
export type PacketKeys = readonly [PacketKey, PacketKey, PacketKey];

/** The keys that stand in the manifest: those of the time when it was signed. */
export const manifestPacketKeys = (manifest: Manifest): PacketKeys => manifest.trustees;

/**
 * Fetches the list of packet keys and gives the keys to seal to: the list's where it is of a later epoch than the manifest's.
 * @throws MalformedError for a list that does not follow the format or that any of the three trustees did not sign;
 * what `fetch` throws where the site cannot be reached.
 */
export async function loadPacketKeys(fetch: Fetch, manifest: Manifest): Promise<PacketKeys> {
  const answer = await fetch('/packet-keys.json');
  if (!answer.ok) throw new MalformedError('the site does not give /packet-keys.json');
  const file = new Uint8Array(await answer.arrayBuffer());
  // Nothing before the first refresh.
  return file.length === 0 ? manifestPacketKeys(manifest) : checkPacketKeys(manifest, file);
}

/** Reads a list of packet keys, checks its three signatures, and gives the keys to seal to. @throws MalformedError */
export async function checkPacketKeys(manifest: Manifest, file: Bytes): Promise<PacketKeys> {
  const json = Json.parse(file, 'the list of packet keys').members(['format', 'deployment', 'epoch', 'packetKeys', 'signatures']);
  json.format.mustBe('chorus/packet-keys/1');
  const deployment = json.deployment.bytes(16);
  const epoch = json.epoch.integer();
  const [a, b, c, ...more] = json.packetKeys.list().map((key) => key.bytes(32));
  if (!a || !b || !c || more.length > 0) return json.packetKeys.fail('does not have three keys');
  // One key for two trustees would let one holder stand in for both.
  if (same(a, b) || same(b, c) || same(a, c)) json.packetKeys.fail('has one key for two trustees');
  const signatures = json.signatures.list().map((s) => s.bytes(64));
  if (signatures.length !== 3) json.signatures.fail('does not have three signatures');
  const signed = new ByteWriter().bytes(label('chorus/v1/packet-keys')).bytes(deployment).u32(epoch).bytes(a).bytes(b).bytes(c).toBytes();
  for (const trustee of manifest.trustees) {
    if (!(await verifySignature(trustee.signingKey, signed, signatures[trustee.index]!))) {
      throw new MalformedError(`trustee ${trustee.index} did not sign this list of packet keys`);
    }
  }
  if (!same(deployment, manifest.deployment)) json.deployment.fail('is not the deployment of the manifest');
  const later = manifest.trustees.every((trustee) => trustee.epoch < epoch);
  return later
    ? [
        { epoch, packetKey: a },
        { epoch, packetKey: b },
        { epoch, packetKey: c },
      ]
    : manifestPacketKeys(manifest);
}
