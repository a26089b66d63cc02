// What 28 digits give: a look-up id, a signing key and a box key, each under a label that begins with what the digits are for
// (docs/formats/receipt.md, docs/formats/case-letter.md). So what the same digits give for one purpose tells nothing of another.
import { hkdf, pbkdf2 } from './digest.ts';
import { type BoxKey, boxKeyFromPrivate } from './hpke.ts';
import { type SigningKey, signingKeyFromSeed } from './signing.ts';
import { type Bytes, concat, label, utf8 } from './wire.ts';

/** Digits of a receipt, and of a code for letters. */
export const numbersLength = 28;

const iterations = 600_000;

export interface NumbersKeys {
  /** 16 bytes given to the site, which finds what belongs to the digits by them. Tells nothing about the other two. */
  readonly lookup: Bytes;
  readonly signing: SigningKey;
  readonly box: BoxKey;
}

/** 32 bytes that only whoever has the digits comes to. Takes a second or so on an old phone, on purpose. @param deployment 16 bytes. */
export async function seedOfNumbers(digits: string, purpose: 'receipt' | 'letters', deployment: Bytes): Promise<Bytes> {
  if (digits.length !== numbersLength || !/^[0-9]*$/.test(digits)) throw new RangeError(`there have to be ${numbersLength} digits`);
  return pbkdf2(utf8(digits), concat(label(`chorus/v1/${purpose}`), deployment), iterations);
}

/** The keys of a 32-byte seed. */
export async function keysOfSeed(seed: Bytes, purpose: 'receipt' | 'letters' | 'circle'): Promise<NumbersKeys> {
  if (seed.length !== 32) throw new RangeError('a seed is 32 bytes');
  return {
    lookup: await hkdf(seed, label(`chorus/v1/${purpose}-lookup`), 16),
    signing: await signingKeyFromSeed(await hkdf(seed, label(`chorus/v1/${purpose}-sign`), 32)),
    box: await boxKeyFromPrivate(await hkdf(seed, label(`chorus/v1/${purpose}-box`), 32)),
  };
}
