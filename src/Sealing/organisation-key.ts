// One epoch's keys of an organisation, and how a member's passphrase wraps them (docs/formats/organisation-key.md).
import { hkdf } from './digest.ts';
import { type BoxKey, boxKeyFromPrivate } from './hpke.ts';
import { unwrapUnderPassphrase, wrapUnderPassphrase } from './passphrase-wrap.ts';
import { SealingError } from './sealing-error.ts';
import { type SigningKey, signingKeyFromSeed } from './signing.ts';
import { type Bytes, ByteWriter, label, same, utf8 } from './wire.ts';

/** An organisation's keys. The private halves exist in this object only. */
export interface OrganisationKey {
  /** Opens what was sealed to the organisation; its public half is the recipient key of the manifest. */
  readonly box: BoxKey;
  /** Signs the organisation's messages. */
  readonly signing: SigningKey;
  /** 32 bytes: the root of the keys of the members' sheets (docs/formats/sheet.md). */
  readonly sheets: Bytes;
}

/** Whom a wrapped key is for; bound into it, so that the site cannot hand it to another member. */
export interface KeyHolder {
  /** 16 bytes. */
  readonly deployment: Bytes;
  readonly organisation: string;
  readonly epoch: number;
  readonly member: string;
}

/** The keys of a 32-byte master. */
export async function organisationKeyFromMaster(master: Bytes): Promise<OrganisationKey> {
  if (master.length !== 32) throw new RangeError('a master key is 32 bytes');
  return {
    box: await boxKeyFromPrivate(await hkdf(master, label('chorus/v1/organisation-box'), 32)),
    signing: await signingKeyFromSeed(await hkdf(master, label('chorus/v1/organisation-sign'), 32)),
    sheets: await hkdf(master, label('chorus/v1/organisation-sheets'), 32),
  };
}

/** Wraps a master key for one member: 82 bytes for the site to keep. */
export async function wrapMaster(master: Bytes, passphrase: string, holder: KeyHolder): Promise<Bytes> {
  const { box } = await organisationKeyFromMaster(master);
  return wrapUnderPassphrase(master, passphrase, wrapAad(holder, box.publicKey));
}

/**
 * Opens what `wrapMaster` gave, and checks that the key is that of the manifest: the 32-byte master, which the caller erases.
 * @throws SealingError: `altered` for another passphrase, holder or changed bytes; `wrong-key` if the manifest names another key.
 */
export async function openMaster(wrapped: Bytes, passphrase: string, holder: KeyHolder, recipientKey: Bytes): Promise<Bytes> {
  const master = await unwrapUnderPassphrase(wrapped, passphrase, wrapAad(holder, recipientKey));
  await checkMaster(master, recipientKey);
  return master;
}

/** The keys of a master. @throws SealingError `wrong-key` if it is not that of the manifest's recipient key. */
export async function checkMaster(master: Bytes, recipientKey: Bytes): Promise<OrganisationKey> {
  const key = await organisationKeyFromMaster(master);
  if (same(key.box.publicKey, recipientKey)) return key;
  master.fill(0);
  throw new SealingError('wrong-key', "the opened master key is not that of the organisation's key in the manifest");
}

const wrapAad = (holder: KeyHolder, recipientKey: Bytes): Bytes =>
  new ByteWriter()
    .label('chorus/v1/organisation-wrap')
    .bytes(holder.deployment)
    .var(utf8(holder.organisation))
    .u32(holder.epoch)
    .bytes(recipientKey)
    .var(utf8(holder.member))
    .toBytes();
