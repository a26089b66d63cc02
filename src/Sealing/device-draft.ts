// A draft on a reporter's own device, sealed under her receipt (docs/formats/device-draft.md).
import { hkdf } from './digest.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { deviceDraftContext } from './envelope-keys.ts';
import { randomBytes } from './random.ts';
import type { ReceiptKeys } from './receipt.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, concat, label } from './wire.ts';

const saltLength = 16;

/** Bytes at the beginning of a salt by which the device knows a draft that is kept again. */
export const draftNameLength = 6;

/**
 * Seals `data` under a key that seals nothing else: of the salt, ten bytes at least are new each time.
 * @param name what the salt begins with, of the draft in whose place this is kept; null for a new one.
 */
export async function sealDeviceDraft(
  { draft }: Pick<ReceiptKeys, 'draft'>,
  deployment: Bytes,
  data: Bytes,
  name: Bytes | null,
): Promise<Bytes> {
  if (name !== null && name.length !== draftNameLength) throw new RangeError(`a draft is known by ${draftNameLength} bytes`);
  const salt = concat(name ?? randomBytes(draftNameLength), randomBytes(saltLength - draftNameLength));
  const key = await keyOf(draft, salt);
  const envelope = await sealEnvelope(key, deviceDraftContext(deployment, salt), data);
  key.fill(0);
  return concat(salt, envelope);
}

/** @returns null for one of another receipt, or whose salt or commitment was changed. @throws SealingError for one of this receipt that was changed otherwise. */
export async function openDeviceDraft({ draft }: Pick<ReceiptKeys, 'draft'>, deployment: Bytes, sealed: Bytes): Promise<Bytes | null> {
  const salt = sealed.slice(0, saltLength);
  if (salt.length < saltLength) throw new SealingError('malformed', 'the draft is shorter than its salt');
  const key = await keyOf(draft, salt);
  try {
    return await openEnvelope(key, deviceDraftContext(deployment, salt), sealed.slice(saltLength));
  } catch (e) {
    // The commitment says so before anything is decrypted.
    if (e instanceof SealingError && e.fault === 'wrong-key') return null;
    throw e;
  } finally {
    key.fill(0);
  }
}

const keyOf = (draft: Bytes, salt: Bytes): Promise<Bytes> => hkdf(draft, concat(label('chorus/v1/device-draft-key'), salt), 32);
