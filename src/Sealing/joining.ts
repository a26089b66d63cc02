// How a new member gets the organisation's master key from one who has it (docs/formats/joining.md).
import { type BoxKey, boxKeyFromPrivate, hpkeOpen, hpkeSeal } from './hpke.ts';
import { checkMaster, type KeyHolder } from './organisation-key.ts';
import { preparedPassphrase, unwrapUnderPassphrase, wrapUnderPassphrase } from './passphrase-wrap.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { spokenNumbers } from './spoken-numbers.ts';
import { type Bytes, ByteWriter, label, same, utf8 } from './wire.ts';

/** Who joins; bound into everything, so that nothing can be used for anybody else. */
export type Joiner = Pick<KeyHolder, 'deployment' | 'organisation' | 'member'>;

/** What the site keeps of a joining: the public half, 32 bytes, and the private half under the passphrase, 82 bytes. */
export interface KeptJoining {
  readonly publicKey: Bytes;
  readonly kept: Bytes;
}

const leastPassphrase = 12;

/** Whether a passphrase is long enough to keep a key under. */
export const isLongEnough = (passphrase: string): boolean => [...preparedPassphrase(passphrase)].length >= leastPassphrase;

/** Makes a joining key and keeps it under the joiner's passphrase. */
export async function newJoining(passphrase: string, joiner: Joiner): Promise<KeptJoining & { readonly key: BoxKey }> {
  const secret = randomBytes(32);
  const key = await boxKeyFromPrivate(secret);
  const kept = await wrapUnderPassphrase(secret, passphrase, keptAad(joiner, key.publicKey));
  secret.fill(0);
  return { publicKey: key.publicKey, kept, key };
}

/**
 * Opens the joining key. What the site says is its public half is believed only if the passphrase agrees.
 * @throws SealingError: `altered` for another passphrase, joiner or public half; `wrong-key` if the halves do not belong together.
 */
export async function openJoining({ publicKey, kept }: KeptJoining, passphrase: string, joiner: Joiner): Promise<BoxKey> {
  const secret = await unwrapUnderPassphrase(kept, passphrase, keptAad(joiner, publicKey));
  const key = await boxKeyFromPrivate(secret);
  secret.fill(0);
  if (!same(key.publicKey, publicKey)) throw new SealingError('wrong-key', 'the halves of the joining key do not belong together');
  return key;
}

/** The 20 digits that are read out and typed. Slow on purpose: a site must not find another key with the same ones. */
export async function joiningNumbers(publicKey: Bytes, joiner: Joiner): Promise<string> {
  const salt = new ByteWriter().bytes(label('chorus/v1/joining-numbers')).bytes(joinerBytes(joiner)).toBytes();
  return spokenNumbers(publicKey, salt);
}

/** Seals a master key to a joining key whose numbers were compared: 80 bytes. */
export const grantMaster = (master: Bytes, holder: KeyHolder, recipientKey: Bytes, publicKey: Bytes): Promise<Bytes> =>
  hpkeSeal(publicKey, label('chorus/v1/joining-grant'), grantAad(holder, recipientKey, publicKey), master);

/**
 * Opens what `grantMaster` gave: the 32-byte master, which the caller erases.
 * @throws SealingError: `altered` if it was made for another; `wrong-key` if it is not the master of the manifest's key.
 */
export async function openGrant(granted: Bytes, key: BoxKey, holder: KeyHolder, recipientKey: Bytes): Promise<Bytes> {
  const master = await hpkeOpen(key, label('chorus/v1/joining-grant'), grantAad(holder, recipientKey, key.publicKey), granted);
  if (master.length !== 32) throw new SealingError('malformed', 'a master key is 32 bytes');
  await checkMaster(master, recipientKey);
  return master;
}

const joinerBytes = ({ deployment, organisation, member }: Joiner): Bytes =>
  new ByteWriter().bytes(deployment).var(utf8(organisation)).var(utf8(member)).toBytes();

const keptAad = (joiner: Joiner, publicKey: Bytes): Bytes =>
  new ByteWriter().label('chorus/v1/joining-wrap').bytes(joinerBytes(joiner)).bytes(publicKey).toBytes();

const grantAad = (holder: KeyHolder, recipientKey: Bytes, publicKey: Bytes): Bytes =>
  new ByteWriter().bytes(joinerBytes(holder)).u32(holder.epoch).bytes(recipientKey).bytes(publicKey).toBytes();
