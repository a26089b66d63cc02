// With what is sealed and signed at the desk: the organisation's newest key, and no other. Older ones still open.
import type { KeyRing } from '../../../Escrow/Releasing/unlock.ts';
import type { OrganisationKey } from '../../../Sealing/organisation-key.ts';
import { SealingError } from '../../../Sealing/sealing-error.ts';
import { MalformedError } from '../../../Sealing/wire.ts';
import { CallFailed } from './desk-api.ts';

/**
 * The organisation's newest key.
 * @throws CallFailed `new-key` where the member was not given it yet: whoever left may have the one that is there.
 */
export function newestOf({ keys, isCurrent }: KeyRing): OrganisationKey {
  if (!isCurrent) throw new CallFailed('new-key');
  return keys[0]!.key;
}

/**
 * What one of the organisation's keys opens, the newest tried first: for what does not say of which epoch it is. Null where none does.
 * @param open throws SealingError or MalformedError where the key is another.
 */
export async function openedByAny<T>({ keys }: KeyRing, open: (key: OrganisationKey) => Promise<T>): Promise<T | null> {
  for (const { key } of keys) {
    try {
      return await open(key);
    } catch (e) {
      if (!(e instanceof SealingError || e instanceof MalformedError)) throw e;
    }
  }
  return null;
}
