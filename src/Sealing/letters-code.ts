// The keys of a code by which a party of a case reads and writes letters (docs/formats/case-letter.md). 28 digits like a
// receipt's, under other labels, so that one is never the other.
import { hkdf, pbkdf2 } from './digest.ts';
import { type BoxKey, boxKeyFromPrivate } from './hpke.ts';
import { type SigningKey, signingKeyFromSeed } from './signing.ts';
import { type Bytes, concat, label, utf8 } from './wire.ts';

const iterations = 600_000;

export interface LettersCode {
  /** 16 bytes given to the site, which finds the letters by them. */
  readonly lookup: Bytes;
  /** Signs what the party writes. */
  readonly signing: SigningKey;
  /** Opens the party's copies. */
  readonly box: BoxKey;
}

/** The keys of 28 digits in the deployment with this 16-byte id. Takes a second or so on an old phone, on purpose. */
export async function deriveLettersCode(digits: string, deployment: Bytes): Promise<LettersCode> {
  if (!/^[0-9]{28}$/.test(digits)) throw new RangeError('a code has 28 digits');
  const seed = await pbkdf2(utf8(digits), concat(label('chorus/v1/letters'), deployment), iterations);
  const keys = await lettersCodeFromSeed(seed);
  seed.fill(0);
  return keys;
}

/** The keys of a 32-byte seed: PBKDF2's result, or random in tests. */
export async function lettersCodeFromSeed(seed: Bytes): Promise<LettersCode> {
  if (seed.length !== 32) throw new RangeError("a code's seed is 32 bytes");
  return {
    lookup: await hkdf(seed, label('chorus/v1/letters-lookup'), 16),
    signing: await signingKeyFromSeed(await hkdf(seed, label('chorus/v1/letters-sign'), 32)),
    box: await boxKeyFromPrivate(await hkdf(seed, label('chorus/v1/letters-box'), 32)),
  };
}
