// The way up a Merkle tree of SHA-256 (HashTree.cs makes the trees).
import type { Bytes } from '../Sealing/wire.ts';

const hashLength = 32;

/**
 * The root of the tree in which a leaf has this place and these siblings.
 * @param path 32 bytes for each height, from the leaf's sibling to the root's child.
 * @param nodeOf the node above two.
 */
export async function rootOf(
  place: number,
  leaf: Bytes,
  path: Bytes,
  nodeOf: (left: Bytes, right: Bytes) => Promise<Bytes>,
): Promise<Bytes> {
  let node = leaf;
  for (let height = 0; height < path.length / hashLength; height++) {
    const sibling = path.slice(height * hashLength, (height + 1) * hashLength);
    node = await (((place >> height) & 1) === 0 ? nodeOf(node, sibling) : nodeOf(sibling, node));
  }
  return node;
}
