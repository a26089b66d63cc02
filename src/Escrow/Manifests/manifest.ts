// What everyone must agree on before a report can be sealed (docs/formats/manifest.md).
import { sha256 } from '../../Sealing/digest.ts';
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, concat, label, MalformedError, same } from '../../Sealing/wire.ts';
import { Json } from '../strict-json.ts';

/** A trustee's keys in its current epoch. */
export interface ManifestTrustee {
  readonly index: number;
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Bytes;
  readonly epoch: number;
  /** X25519, 32 bytes. */
  readonly packetKey: Bytes;
}

/** An organisation's keys of one epoch. */
export interface ManifestKey {
  readonly epoch: number;
  /** X25519, 32 bytes; serves as its own key id. */
  readonly recipientKey: Bytes;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Bytes;
}

/** An organisation that receives reports. */
export interface ManifestOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly network: string | null;
  /** At least one; the last is the current one. */
  readonly keys: readonly ManifestKey[];
}

/** A manifest, checked for form. Whether the three trustees signed it is checked by `loadManifest`. */
export interface Manifest {
  readonly version: number;
  /** SHA-256 over the label and the file's bytes: 32 bytes. */
  readonly hash: Bytes;
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 32 bytes, public, for fingerprints. */
  readonly salt: Bytes;
  readonly trial: boolean;
  readonly runEverySeconds: number;
  readonly trustees: readonly [ManifestTrustee, ManifestTrustee, ManifestTrustee];
  readonly networks: readonly { readonly id: string; readonly name: string }[];
  readonly organisations: readonly ManifestOrganisation[];
}

/** The part of `fetch` that is needed. */
export type Fetch = (address: string) => Promise<{ readonly ok: boolean; arrayBuffer(): Promise<ArrayBuffer> }>;

/**
 * Fetches the manifest and its signatures, and checks both.
 * @throws MalformedError for a manifest that does not follow the format or that any of the three trustees did not sign;
 * what `fetch` throws where the site cannot be reached.
 */
export async function loadManifest(fetch: Fetch): Promise<Manifest> {
  const [file, signatures] = await Promise.all([load(fetch, '/manifest.json'), load(fetch, '/manifest.signatures.json')]);
  const manifest = await parseManifest(file);
  await checkManifestSignatures(manifest, signatures);
  return manifest;
}

async function load(fetch: Fetch, address: string): Promise<Bytes> {
  const answer = await fetch(address);
  if (!answer.ok) throw new MalformedError(`the site does not give ${address}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Reads a manifest's bytes. @throws MalformedError */
export async function parseManifest(file: Bytes): Promise<Manifest> {
  const json = Json.parse(file, 'the manifest').members([
    'format',
    'version',
    'deployment',
    'salt',
    'trial',
    'runEverySeconds',
    'trustees',
    'site',
    'networks',
    'organisations',
  ]);
  json.format.mustBe('chorus/manifest/1');
  json.site.members(['certificate']).certificate.bytes(32);
  const networks = json.networks.list().map((n) => {
    const { id, name } = n.members(['id', 'name']);
    return { id: idOf(id), name: name.text() };
  });
  if (!distinct(networks.map((n) => n.id))) json.networks.fail('has an id twice');
  const organisations = json.organisations.list().map((o) => readOrganisation(o, networks));
  if (!distinct(organisations.map((o) => o.id))) json.organisations.fail('has an id twice');
  return {
    version: json.version.integer(),
    hash: await sha256(label('chorus/v1/manifest'), file),
    deployment: json.deployment.bytes(16),
    salt: json.salt.bytes(32),
    trial: json.trial.flag(),
    runEverySeconds: json.runEverySeconds.integer(1, 7 * 24 * 3600),
    trustees: readTrustees(json.trustees),
    networks,
    organisations,
  };
}

/** Checks the three detached signatures. @throws MalformedError naming the trustee whose signature does not fit. */
export async function checkManifestSignatures(manifest: Manifest, file: Bytes): Promise<void> {
  const json = Json.parse(file, 'the file of manifest signatures').members(['format', 'signatures']);
  json.format.mustBe('chorus/manifest-signatures/1');
  const signatures = json.signatures.list().map((s) => s.bytes(64));
  if (signatures.length !== 3) json.signatures.fail('does not have three signatures');
  const signed = concat(label('chorus/v1/manifest-signature'), manifest.hash);
  for (const trustee of manifest.trustees) {
    if (!(await verifySignature(trustee.signingKey, signed, signatures[trustee.index]!))) {
      throw new MalformedError(`trustee ${trustee.index} did not sign this manifest`);
    }
  }
}

/** The organisation of this id. @throws RangeError if the manifest does not name it. */
export function organisationOf(manifest: Manifest, id: string): ManifestOrganisation {
  const found = manifest.organisations.find((o) => o.id === id);
  if (!found) throw new RangeError(`the manifest names no organisation ${id}`);
  return found;
}

/** The key that an organisation uses now. */
export const currentKey = (organisation: ManifestOrganisation): ManifestKey => organisation.keys[organisation.keys.length - 1]!;

/** The organisation whose key of some epoch this is, or null. */
export const findRecipient = (manifest: Manifest, recipientKey: Bytes): ManifestOrganisation | null =>
  manifest.organisations.find((o) => o.keys.some((k) => same(k.recipientKey, recipientKey))) ?? null;

function readTrustees(json: Json): Manifest['trustees'] {
  const certificates: Bytes[] = [];
  const trustees = json.list().map((t): ManifestTrustee => {
    const m = t.members(['index', 'name', 'signingKey', 'epoch', 'packetKey', 'certificate']);
    certificates.push(m.certificate.bytes(32));
    return {
      index: m.index.integer(0, 2),
      name: m.name.text(),
      signingKey: m.signingKey.bytes(32),
      epoch: m.epoch.integer(),
      packetKey: m.packetKey.bytes(32),
    };
  });
  const [a, b, c] = trustees;
  if (!a || !b || !c || trustees.length > 3 || trustees.some((t, i) => t.index !== i))
    return json.fail('does not name trustees 0, 1 and 2 in order');
  // One key for two trustees would let one holder stand in for both.
  for (const keys of [trustees.map((t) => t.signingKey), trustees.map((t) => t.packetKey), certificates]) {
    if (same(keys[0]!, keys[1]!) || same(keys[1]!, keys[2]!) || same(keys[0]!, keys[2]!)) json.fail('has one key for two trustees');
  }
  return [a, b, c];
}

function readOrganisation(json: Json, networks: Manifest['networks']): ManifestOrganisation {
  const m = json.members(['id', 'name', 'kind', 'network', 'keys']);
  const network = m.network.orNull((n) => n.text());
  if (network !== null && !networks.some((n) => n.id === network)) m.network.fail('is not a network of the manifest');
  const kind = m.kind.text();
  if (kind !== 'support' && kind !== 'institution') m.kind.fail('is neither support nor institution');
  const keys = m.keys.list().map((k): ManifestKey => {
    const key = k.members(['epoch', 'recipientKey', 'signingKey']);
    return { epoch: key.epoch.integer(), recipientKey: key.recipientKey.bytes(32), signingKey: key.signingKey.bytes(32) };
  });
  if (keys.length === 0 || keys.some((k, i) => i > 0 && k.epoch <= keys[i - 1]!.epoch)) m.keys.fail('does not have keys of rising epochs');
  return { id: idOf(m.id), name: m.name.text(), kind, network, keys };
}

function idOf(json: Json): string {
  const id = json.text(64);
  return /^[a-z0-9-]+$/.test(id) ? id : json.fail('is not of lower-case letters, digits and hyphens');
}

const distinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
