// One trustee's two parts, sealed to its packet key (docs/formats/deposit.md).
import { hpkeOverhead, hpkeSeal } from '../../Sealing/hpke.ts';
import { type Bytes, ByteWriter, concat, label } from '../../Sealing/wire.ts';
import type { Manifest } from '../Manifests/manifest.ts';
import type { PacketKey } from '../Manifests/packet-keys.ts';
import { partLength } from './part.ts';

const version = 1;
const suite = 1;
const receiptFamily = 1;

/** Bytes of a packet: version, suite and epoch, then the sealed text of version, part i and part i+1. */
export const packetLength = 6 + hpkeOverhead + 1 + 2 * partLength;

/** Which version of which report, by whom. */
export interface PacketOf {
  readonly handle: Bytes;
  readonly version: number;
  readonly family: Bytes;
}

/** Seals parts i and i+1 to a key of trustee i. The aad binds it to the manifest and to the key's epoch. */
export async function sealPacket(
  manifest: Manifest,
  { epoch, packetKey }: PacketKey,
  trustee: number,
  of: PacketOf,
  parts: readonly [Bytes, Bytes, Bytes],
): Promise<Bytes> {
  const text = concat(Uint8Array.of(version), parts[trustee]!, parts[(trustee + 1) % 3]!);
  const aad = new ByteWriter()
    .bytes(manifest.deployment)
    .u8(trustee)
    .u32(epoch)
    .bytes(of.handle)
    .u32(of.version)
    .u8(receiptFamily)
    .bytes(of.family)
    .bytes(manifest.hash)
    .toBytes();
  const sealed = await hpkeSeal(packetKey, label('chorus/v1/packet'), aad, text);
  return new ByteWriter().u8(version).u8(suite).u32(epoch).bytes(sealed).toBytes();
}
