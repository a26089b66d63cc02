// A whole deployment in memory, for tests: trustees that open packets, sign acknowledgements and release records.

import type { ReportDraft } from '../../../src/Escrow/Depositing/report-document.ts';
import type { DepositBody } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { checkManifestSignatures, type Manifest, parseManifest } from '../../../src/Escrow/Manifests/manifest.ts';
import { encodeReleaseRecord, type ReleaseRecord, slotAad } from '../../../src/Escrow/Releasing/release-record.ts';
import { hkdf, sha256 } from '../../../src/Sealing/digest.ts';
import { type BoxKey, boxKeyFromPrivate, hpkeOpen, hpkeSeal } from '../../../src/Sealing/hpke.ts';
import { type OrganisationKey, organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { type SigningKey, signingKeyFromSeed } from '../../../src/Sealing/signing.ts';
import { ByteReader, type Bytes, ByteWriter, concat, fromBase64Url, label, toBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { acknowledgeAll } from './acknowledge-all.ts';

export interface Deployment {
  /** The private halves, by name: `organisation`, `other`, `sign 0`, `box 0` and so on. */
  readonly secret: (name: string) => Promise<Bytes>;
  readonly manifest: Manifest;
  readonly manifestFile: Bytes;
  readonly signatureFile: Bytes;
  readonly organisation: OrganisationKey;
  readonly other: OrganisationKey;
  readonly trustees: readonly { readonly signing: SigningKey; readonly box: BoxKey }[];
}

/** The same deployment for the same seed. */
export async function makeDeployment(seed = 'tests'): Promise<Deployment> {
  const secret = (name: string) => hkdf(utf8(seed), utf8(name), 32);
  const organisation = await organisationKeyFromMaster(await secret('organisation'));
  const other = await organisationKeyFromMaster(await secret('other'));
  const trustees = [];
  for (const i of [0, 1, 2]) {
    trustees.push({ signing: await signingKeyFromSeed(await secret(`sign ${i}`)), box: await boxKeyFromPrivate(await secret(`box ${i}`)) });
  }
  const keys = (key: OrganisationKey) => [
    { epoch: 1, recipientKey: toBase64Url(key.box.publicKey), signingKey: toBase64Url(key.signing.publicKey) },
  ];
  const manifestFile = utf8(
    JSON.stringify({
      format: 'chorus/manifest/1',
      version: 1,
      deployment: toBase64Url((await secret('deployment')).slice(0, 16)),
      salt: toBase64Url(await secret('salt')),
      trial: true,
      runEverySeconds: 60,
      trustees: await Promise.all(
        trustees.map(async ({ signing, box }, index) => ({
          index,
          name: `Trustee ${index}`,
          signingKey: toBase64Url(signing.publicKey),
          epoch: 1,
          packetKey: toBase64Url(box.publicKey),
          certificate: toBase64Url(await secret(`certificate ${index}`)),
        })),
      ),
      site: { certificate: toBase64Url(await secret('site')) },
      networks: [{ id: 'hospitality', name: 'Hospitality network' }],
      organisations: [
        { id: 'workers-centre', name: "Workers' Centre", kind: 'support', network: 'hospitality', keys: keys(organisation) },
        { id: 'legal-aid', name: 'Legal Aid', kind: 'support', network: null, keys: keys(other) },
      ],
    }),
  );
  const manifest = await parseManifest(manifestFile);
  const signed = concat(label('chorus/v1/manifest-signature'), manifest.hash);
  const signatures = await Promise.all(trustees.map(async (t) => toBase64Url(await t.signing.sign(signed))));
  const signatureFile = utf8(JSON.stringify({ format: 'chorus/manifest-signatures/1', signatures }));
  await checkManifestSignatures(manifest, signatureFile);
  return { secret, manifest, manifestFile, signatureFile, organisation, other, trustees };
}

/** The three trustees' acknowledgements of a statement, in base64url; each trustee's has another place among others. */
export async function acknowledge({ trustees }: Deployment, body: Pick<DepositBody, 'statement'>): Promise<string[]> {
  const hash = await sha256(fromBase64Url(body.statement));
  const batches = trustees.map((t, i) =>
    acknowledgeAll(t.signing, i, [...[randomBytes(32), randomBytes(32)].slice(0, i), hash, randomBytes(32)]),
  );
  return (await Promise.all(batches)).map(({ acks }, i) => toBase64Url(acks[i]!));
}

/** What trustee i reads in its packet: its two parts of escrow key, quorum and fingerprints. */
export async function openPacket({ trustees, manifest }: Deployment, body: DepositBody, i: number) {
  const statement = decodeStatement(fromBase64Url(body.statement));
  const packet = new ByteReader(fromBase64Url(body.packets[i]!));
  const head = { version: packet.u8(), suite: packet.u8(), epoch: packet.u32() };
  const aad = new ByteWriter()
    .bytes(manifest.deployment)
    .u8(i)
    .u32(head.epoch)
    .bytes(statement.handle)
    .u32(statement.version)
    .u8(1)
    .bytes(statement.family)
    .bytes(manifest.hash)
    .toBytes();
  const text = await hpkeOpen(trustees[i]!.box, label('chorus/v1/packet'), aad, packet.bytes(packet.remaining));
  const reader = new ByteReader(text);
  const version = reader.u8();
  const raw = [reader.bytes(81), reader.bytes(81)] as const;
  reader.end();
  return { ...head, version: version, raw, parts: raw.map(readPart) as [Part, Part] };
}

export interface Part {
  readonly escrow: Bytes;
  readonly quorum: number;
  readonly fingerprints: readonly bigint[];
}

function readPart(bytes: Bytes): Part {
  const reader = new ByteReader(bytes);
  return { escrow: reader.bytes(32), quorum: reader.u8(), fingerprints: [reader.u64(), reader.u64(), reader.u64(), reader.u64()] };
}

/** Signed release records of a deposit by the given trustees, one tag for each released slot. */
export async function release(
  deployment: Deployment,
  body: DepositBody,
  slots: readonly number[],
  by: readonly number[] = [0, 1],
  alter: (record: ReleaseRecord) => ReleaseRecord = (r) => r,
  run: Bytes = new Uint8Array(16).fill(9),
) {
  const bytes = fromBase64Url(body.statement);
  const s = decodeStatement(bytes);
  const statementHash = await sha256(bytes);
  return Promise.all(
    by.map(async (trustee) => {
      const { parts } = await openPacket(deployment, body, trustee);
      const head = { trustee, deployment: s.deployment, run, runNumber: 7, handle: s.handle, version: s.version };
      const record: ReleaseRecord = alter({
        ...head,
        statementHash,
        recipientKey: s.recipientKey,
        escrow: [parts[0].escrow, parts[1].escrow],
        slots: await Promise.all(
          slots.map(async (slot) => ({
            slot,
            tag: new Uint8Array(8).fill(slot + 1),
            sealedFingerprint: await hpkeSeal(
              s.recipientKey,
              label('chorus/v1/slot'),
              slotAad(head, slot),
              new ByteWriter().u64(parts[0].fingerprints[slot]!).u64(parts[1].fingerprints[slot]!).toBytes(),
            ),
          })),
        ),
      });
      const bytes = encodeReleaseRecord(record);
      return { record: toBase64Url(bytes), signature: toBase64Url(await deployment.trustees[trustee]!.signing.sign(bytes)) };
    }),
  );
}

/** A draft that names one person by phone (may release) and by name (may not). */
export const aDraft = (changes: Partial<ReportDraft> = {}): ReportDraft => ({
  questionnaire: { id: 'core', version: 2 },
  language: 'en',
  organisation: 'workers-centre',
  quorum: 3,
  answers: { story: [{ text: 'He kept asking me to meet after my shift.', about: 'in spring', year: 2024 }], acts: ['B03'], where: null },
  identifiers: [
    { kind: 'phone', value: '+34 600 123 456', region: 'ES', mayRelease: true },
    { kind: 'name', value: 'Ana Pérez', place: 'Hotel Miramar, Cádiz', mayRelease: false },
  ],
  written: '2026-11-23T21Z',
  ...changes,
});

/** Fingerprints that stand in for the real ones: the sealing does not look at them. */
export const fingerprints: readonly (bigint | null)[] = [0x0123456789abcdefn, null];

export const aReceiptSeed = (): Bytes => randomBytes(32);
