// A trustee's part of an acknowledgement, for tests: the whole tree with all its 64 leaves, as docs/formats/deposit.md says it.
import { acknowledged, leafOf, nodeOf } from '../../../src/Escrow/Depositing/acknowledgement.ts';
import type { SigningKey } from '../../../src/Sealing/signing.ts';
import { type Bytes, concat } from '../../../src/Sealing/wire.ts';

/** The tree's nodes, leaves first and the root last, over the hashes of 1 to 64 statements. */
async function treeOf(hashes: readonly Bytes[]): Promise<Bytes[][]> {
  const used = await Promise.all(hashes.map(leafOf));
  const levels: Bytes[][] = [Array.from({ length: 64 }, (_, k) => used[k] ?? new Uint8Array(32))];
  for (let below = levels[0]!; below.length > 1; below = levels[levels.length - 1]!) {
    levels.push(await Promise.all(Array.from({ length: below.length / 2 }, (_, k) => nodeOf(below[2 * k]!, below[2 * k + 1]!))));
  }
  return levels;
}

/** The root of the tree over these statements and trustee i's acknowledgement of each. */
export async function acknowledgeAll(
  signing: SigningKey,
  trustee: number,
  hashes: readonly Bytes[],
): Promise<{ root: Bytes; acks: Bytes[] }> {
  const levels = await treeOf(hashes);
  const root = levels[6]![0]!;
  const signature = await signing.sign(acknowledged(trustee, root));
  const path = (place: number) => concat(...levels.slice(0, 6).map((level, height) => level[(place >> height) ^ 1]!));
  return { root, acks: hashes.map((_, place) => concat(Uint8Array.of(place), path(place), signature)) };
}
