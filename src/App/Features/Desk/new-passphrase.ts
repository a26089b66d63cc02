// A passphrase that a member chooses is typed twice, and long enough to keep a key under.
import { isLongEnough } from '../../../Sealing/joining.ts';

/** Which text says what is wrong with a new passphrase; null where nothing is. */
export const faultOfNew = (passphrase: string, again: string): string | null =>
  !isLongEnough(passphrase) ? 'desk.key.short' : passphrase !== again ? 'desk.key.differ' : null;
