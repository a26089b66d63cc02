// Unlocks an organisation's key for one member, in the browser (docs/formats/organisation-key.md).
import { type KeyHolder, type OrganisationKey, openMaster, unwrapMaster } from '../../Sealing/organisation-key.ts';
import { type Bytes, fromBase64Url, MalformedError } from '../../Sealing/wire.ts';
import { type Manifest, organisationOf } from '../Manifests/manifest.ts';

/** The answer of `GET /desk/api/key`. */
export interface KeyAnswer {
  readonly organisation: string;
  readonly epoch: number;
  readonly member: string;
  /** base64url, 82 bytes. */
  readonly wrapped: string;
}

/**
 * Opens the wrapped key and checks that it is the one that the trustees signed in the manifest.
 * @throws SealingError: `altered` for another passphrase; MalformedError if the manifest does not name the key's epoch.
 */
export async function unlockOrganisationKey(answer: KeyAnswer, passphrase: string, manifest: Manifest): Promise<OrganisationKey> {
  const { holder, recipientKey } = holderOf(answer, manifest);
  return unwrapMaster(fromBase64Url(answer.wrapped), passphrase, holder, recipientKey);
}

/** As `unlockOrganisationKey`, but gives the master itself, to be given to another member. The caller erases it. */
export async function openMasterOf(
  answer: KeyAnswer,
  passphrase: string,
  manifest: Manifest,
): Promise<{ master: Bytes; holder: KeyHolder; recipientKey: Bytes }> {
  const { holder, recipientKey } = holderOf(answer, manifest);
  return { master: await openMaster(fromBase64Url(answer.wrapped), passphrase, holder, recipientKey), holder, recipientKey };
}

/** For whom a key is, and its public half as the manifest has it. @throws MalformedError if that does not name the epoch. */
export function holderOf(
  { organisation, epoch, member }: Omit<KeyAnswer, 'wrapped'>,
  manifest: Manifest,
): { holder: KeyHolder; recipientKey: Bytes } {
  const named = organisationOf(manifest, organisation).keys.find((key) => key.epoch === epoch);
  if (!named) throw new MalformedError(`the manifest names no key of epoch ${epoch} for ${organisation}`);
  return { holder: { deployment: manifest.deployment, organisation, epoch, member }, recipientKey: named.recipientKey };
}
