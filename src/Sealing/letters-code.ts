// The keys of a code by which a party of a case reads and writes letters (docs/formats/case-letter.md).
import { keysOfSeed, type NumbersKeys, seedOfNumbers } from './numbers-keys.ts';
import type { Bytes } from './wire.ts';

/** `lookup` finds the letters, `signing` signs what the party writes, `box` opens the party's copies. */
export type LettersCode = NumbersKeys;

/** The keys of 28 digits in the deployment with this 16-byte id. Takes a second or so on an old phone, on purpose. */
export async function deriveLettersCode(digits: string, deployment: Bytes): Promise<LettersCode> {
  const seed = await seedOfNumbers(digits, 'letters', deployment);
  const keys = await lettersCodeFromSeed(seed);
  seed.fill(0);
  return keys;
}

/** The keys of a 32-byte seed: PBKDF2's result, or random in tests. */
export const lettersCodeFromSeed = (seed: Bytes): Promise<LettersCode> => keysOfSeed(seed, 'letters');
