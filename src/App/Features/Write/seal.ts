// Seals what is on the page. Loaded only when it is needed, since it brings all the cryptography with it.

import { type ClaimBody, claimOf } from '../../../Escrow/Depositing/attachment-claim.ts';
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { type DepositBody, type Previous, sealReport } from '../../../Escrow/Depositing/report-sealer.ts';
import { fingerprintOf } from '../../../Escrow/Identifiers/fingerprint.ts';
import { isIdentifierKind } from '../../../Escrow/Identifiers/identifier-kind.ts';
import { loadManifest, type Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { loadPacketKeys, type PacketKeys } from '../../../Escrow/Manifests/packet-keys.ts';
import { deriveReceipt, newReceipt, type ReceiptKeys } from '../../../Sealing/receipt.ts';
import { attachmentsOf } from '../Attachments/attachments-of.ts';

export interface Sealed {
  /** The 28 digits. */
  digits: string;
  body: DepositBody;
  /** Says to the site which files belong to it; null for none. Sent first. */
  claim: ClaimBody | null;
}

/** The first version of a report. */
export interface FirstSealed extends Sealed {
  /** From 0, which report of the receipt it is; absent in what an older page sealed, for 0. */
  number?: number;
}

/**
 * Seals the first version of a report under a receipt.
 * @param files as the form keeps them, all arrived.
 * @param place the receipt, null for a new one, and which report of it this is, from 0.
 */
export async function sealFirst(
  words: ReportDraft,
  files: readonly string[],
  place: { readonly digits: string | null; readonly number: number },
): Promise<FirstSealed> {
  const published = await loadKeys();
  const digits = place.digits ?? newReceipt();
  const { number } = place;
  const keys = await deriveReceipt(digits, published.manifest.deployment);
  return { digits, number, ...(await sealWith(published, keys, withFiles(words, files), number)) };
}

/** Seals the first version of another report under a receipt that is open. @param number which report of it this is, from 0. */
export async function sealNew(
  keys: ReceiptKeys,
  words: ReportDraft,
  files: readonly string[],
  number: number,
): Promise<Omit<Sealed, 'digits'>> {
  return sealWith(await loadKeys(), keys, withFiles(words, files), number);
}

function withFiles(draft: ReportDraft, files: readonly string[]): ReportDraft {
  const attachments = attachmentsOf(files);
  return attachments.length === 0 ? draft : { ...draft, attachments };
}

/** Seals a change of a report that was opened with its receipt. */
export async function sealChange(
  keys: ReceiptKeys,
  words: ReportDraft,
  files: readonly string[],
  number: number,
  previous: Previous,
): Promise<Omit<Sealed, 'digits'>> {
  return sealWith(await loadKeys(), keys, withFiles(words, files), number, previous);
}

async function sealWith(
  { manifest, packetKeys }: Published,
  keys: ReceiptKeys,
  document: ReportDraft,
  number: number,
  previous?: Previous,
): Promise<Omit<Sealed, 'digits'>> {
  const prints = await fingerprints(manifest, document);
  const body = await sealReport({ manifest, packetKeys, keys, document, fingerprints: prints, number, ...(previous && { previous }) });
  return { body, claim: await claimOf(body, document.attachments ?? [], keys) };
}

interface Published {
  manifest: Manifest;
  packetKeys: PacketKeys;
}

// Fetched anew for every sealing: the manifest may have changed since the page was opened, and trustees accept only the
// newest two; and the packet keys change with every refresh.
async function loadKeys(): Promise<Published> {
  const manifest = await loadManifest(fetch.bind(globalThis));
  return { manifest, packetKeys: await loadPacketKeys(fetch.bind(globalThis), manifest) };
}

/** For each identifier that may release, the 64 bits that stand for it. */
async function fingerprints(manifest: Manifest, draft: ReportDraft): Promise<(bigint | null)[]> {
  return Promise.all(
    draft.identifiers.map(async (identifier) => {
      const { kind, value, region, place } = identifier;
      if (!identifier.mayRelease || !isIdentifierKind(kind)) return null;
      const { canonicalForm } = await import('../../../Escrow/Identifiers/canonical.ts');
      const form = await canonicalForm({ kind, value, region: region ?? null, place: place ?? null });
      if (!form.ok) throw new RangeError(form.sentence);
      return fingerprintOf(manifest.salt, kind, form.canonical);
    }),
  );
}
