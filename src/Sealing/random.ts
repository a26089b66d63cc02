// Randomness, from the browser's cryptographic generator only.
import type { Bytes } from './wire.ts';

/** n random bytes, n up to 65,536. */
export const randomBytes = (n: number): Bytes => crypto.getRandomValues(new Uint8Array(n));

/** A random 64-bit value. */
export const randomU64 = (): bigint => new DataView(randomBytes(8).buffer).getBigUint64(0);

/** A random integer below `bound` (1 to 256), each equally likely. */
export function randomBelow(bound: number): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    const byte = randomBytes(1)[0]!;
    // The bytes from the last whole multiple of the bound on would make small results more likely.
    if (byte < limit) return byte % bound;
  }
}

/** A copy in random order, each order equally likely (Fisher and Yates). At most 256 items. */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomBelow(last + 1);
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
