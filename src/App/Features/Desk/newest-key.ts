// With what is sealed and signed at the desk: the organisation's newest key, and no other.
import type { KeyRing } from '../../../Escrow/Releasing/unlock.ts';
import type { OrganisationKey } from '../../../Sealing/organisation-key.ts';
import { CallFailed } from './desk-api.ts';

/**
 * The organisation's newest key.
 * @throws CallFailed `new-key` where the member was not given it yet: whoever left may have the one that is there.
 */
export function newestOf({ keys, isCurrent }: KeyRing): OrganisationKey {
  if (!isCurrent) throw new CallFailed('new-key');
  return keys[0]!.key;
}
