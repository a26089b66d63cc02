// Twenty digits of a public key, to be read out and typed: the site must not be able to find another key with the same ones.
import { pbkdf2 } from './digest.ts';
import { leastIterations } from './passphrase-wrap.ts';
import type { Bytes } from './wire.ts';

/** How many digits are read out. */
export const spokenDigits = 20;

/** The digits of what is compared. Slow on purpose. @param salt what they are of: nothing that is found for one is of use for another. */
export async function spokenNumbers(of: Bytes, salt: Bytes): Promise<string> {
  const bits = await pbkdf2(of, salt, leastIterations);
  const value = bits.slice(0, 16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return (value % 10n ** BigInt(spokenDigits)).toString().padStart(spokenDigits, '0');
}
