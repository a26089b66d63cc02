// Unlocks an organisation's key for one member, in the browser (docs/formats/organisation-key.md).
import { openKeyLink } from '../../Sealing/key-link.ts';
import { checkMaster, type KeyHolder, type OrganisationKey, openMaster } from '../../Sealing/organisation-key.ts';
import { SealingError } from '../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, MalformedError } from '../../Sealing/wire.ts';
import { currentKey, type Manifest, organisationOf } from '../Manifests/manifest.ts';

/** The answer of `GET /desk/api/key`. */
export interface KeyAnswer {
  readonly organisation: string;
  readonly epoch: number;
  readonly member: string;
  /** base64url, 82 bytes. */
  readonly wrapped: string;
  /** From each epoch but the first to the one before it; base64url, 61 bytes. */
  readonly links: readonly { readonly epoch: number; readonly link: string }[];
}

/** An organisation's keys of one epoch. */
export interface EpochKey {
  readonly epoch: number;
  readonly key: OrganisationKey;
}

/** What a member's passphrase opens: the newest key that the member was given, and those of the epochs before. */
export interface KeyRing {
  /** The newest first. */
  readonly keys: readonly EpochKey[];
  /** Whether its newest is the organisation's newest. Else nothing new may be sealed or signed with it. */
  readonly isCurrent: boolean;
  /** Whether it goes back to the first key in the manifest: else a link is lacking or does not open, and what is older stays closed. */
  readonly isWhole: boolean;
}

/**
 * Opens the wrapped key, and with it those of the epochs before. Checks each against the one that the trustees signed in the manifest.
 * @throws SealingError `altered` for another passphrase; MalformedError if the manifest does not name the key's epoch.
 */
export async function unlockKeyRing(answer: KeyAnswer, passphrase: string, manifest: Manifest): Promise<KeyRing> {
  const { master } = await openMasterOf(answer, passphrase, manifest);
  return ringOf(master, answer, manifest);
}

/** The keys that a master leads to. It is erased. @throws SealingError `wrong-key` if it is not that of its epoch. */
export async function ringOf(master: Bytes, answer: Omit<KeyAnswer, 'wrapped'>, manifest: Manifest): Promise<KeyRing> {
  const { deployment } = manifest;
  const { organisation, links } = answer;
  const { keys: named } = organisationOf(manifest, organisation);
  const keys: EpochKey[] = [];
  let at = named.findIndex((key) => key.epoch === answer.epoch);
  for (let opened: Bytes | null = master; opened; ) {
    const { epoch, recipientKey } = named[at]!;
    keys.push({ epoch, key: await checkMaster(opened, recipientKey) });
    const before = named[at - 1];
    const kept = links.find((link) => link.epoch === epoch);
    const next: Bytes | null =
      before && kept
        ? await openedLink(opened, { deployment, organisation, epoch, before: before.epoch }, before.recipientKey, kept.link)
        : null;
    opened.fill(0);
    opened = next;
    if (next) at--;
  }
  return { keys, isCurrent: keys[0]!.epoch === currentKey(organisationOf(manifest, organisation)).epoch, isWhole: at === 0 };
}

/** Null for one that does not open: the newer keys still do, and nobody is locked out of all by one bad link. */
async function openedLink(master: Bytes, place: Parameters<typeof openKeyLink>[1], before: Bytes, link: string): Promise<Bytes | null> {
  try {
    return await openKeyLink(master, place, before, fromBase64Url(link));
  } catch (e) {
    if (e instanceof SealingError || e instanceof MalformedError) return null;
    throw e;
  }
}

/** The newest master that the member was given, to be given to another or wrapped anew. The caller erases it. */
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
  { organisation, epoch, member }: Pick<KeyAnswer, 'organisation' | 'epoch' | 'member'>,
  manifest: Manifest,
): { holder: KeyHolder; recipientKey: Bytes } {
  const named = organisationOf(manifest, organisation).keys.find((key) => key.epoch === epoch);
  if (!named) throw new MalformedError(`the manifest names no key of epoch ${epoch} for ${organisation}`);
  return { holder: { deployment: manifest.deployment, organisation, epoch, member }, recipientKey: named.recipientKey };
}
