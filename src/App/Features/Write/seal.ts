// Seals what is on the page. Loaded only when it is needed, since it brings all the cryptography with it.

import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { type DepositBody, type Previous, sealReport } from '../../../Escrow/Depositing/report-sealer.ts';
import { canonicalForm } from '../../../Escrow/Identifiers/canonical.ts';
import { fingerprintOf } from '../../../Escrow/Identifiers/fingerprint.ts';
import { isIdentifierKind } from '../../../Escrow/Identifiers/identifier-kind.ts';
import { loadManifest, type Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { loadPacketKeys, type PacketKeys } from '../../../Escrow/Manifests/packet-keys.ts';
import { deriveReceipt, newReceipt, type ReceiptKeys } from '../../../Sealing/receipt.ts';

export interface Sealed {
  /** The 28 digits. */
  digits: string;
  body: DepositBody;
}

/** Seals a first report under a new receipt. */
export async function sealFirst(draft: ReportDraft): Promise<Sealed> {
  const { manifest, packetKeys } = await loadKeys();
  const digits = newReceipt();
  const keys = await deriveReceipt(digits, manifest.deployment);
  return {
    digits,
    body: await sealReport({ manifest, packetKeys, keys, document: draft, fingerprints: await fingerprints(manifest, draft), number: 0 }),
  };
}

/** Seals a change of a report that was opened with its receipt. */
export async function sealChange(keys: ReceiptKeys, draft: ReportDraft, number: number, previous: Previous): Promise<DepositBody> {
  const { manifest, packetKeys } = await loadKeys();
  return sealReport({ manifest, packetKeys, keys, document: draft, fingerprints: await fingerprints(manifest, draft), number, previous });
}

// Fetched anew for every sealing: the manifest may have changed since the page was opened, and trustees accept only the
// newest two; and the packet keys change with every refresh.
async function loadKeys(): Promise<{ manifest: Manifest; packetKeys: PacketKeys }> {
  const manifest = await loadManifest(fetch.bind(globalThis));
  return { manifest, packetKeys: await loadPacketKeys(fetch.bind(globalThis), manifest) };
}

/** For each identifier that may release, the 64 bits that stand for it. */
async function fingerprints(manifest: Manifest, draft: ReportDraft): Promise<(bigint | null)[]> {
  return Promise.all(
    draft.identifiers.map(async (identifier) => {
      const { kind, value, region, place } = identifier;
      if (!identifier.mayRelease || !isIdentifierKind(kind)) return null;
      const form = await canonicalForm({ kind, value, region: region ?? null, place: place ?? null });
      if (!form.ok) throw new RangeError(form.sentence);
      return fingerprintOf(manifest.salt, kind, form.canonical);
    }),
  );
}
