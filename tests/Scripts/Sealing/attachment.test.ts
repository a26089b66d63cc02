import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachmentDigest, attachmentKeys, chunkLength, countFor, longestFile, unpadded } from '../../../src/Sealing/attachment.ts';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, concat, fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What chunk `index` of the file of vectors/README.md holds. */
function textOf(size: number, index: number): Bytes {
  const start = index * chunkLength;
  const length = Math.min(Math.max(size - start, 0), chunkLength);
  return Uint8Array.from({ length }, (_, i) => (31 * (start + i) + 7) & 255);
}

const placeOf = (v: Fields) => ({ deployment: fromBase64Url(v['deployment']), id: fromBase64Url(v['id']), count: v['count'] as number });

const file = vectors('attachment.json');
for (const v of file.good) {
  test(`attachment: ${v.name}`, async () => {
    const size = v['size'] as number;
    const place = placeOf(v);
    assert.equal(countFor(size), place.count);
    const keys = await attachmentKeys(fromBase64Url(v['key']), place);
    const hashes: Bytes[] = [];
    for (const [i, nonce] of (v['nonces'] as string[]).entries()) {
      const chunk = await keys.sealChunk(i, textOf(size, i), fromBase64Url(nonce));
      hashes.push(await sha256(chunk));
      assert.deepEqual(unpadded(size, i, await keys.openChunk(i, chunk)), textOf(size, i));
    }
    assert.deepEqual(hashes.map(toBase64Url), v['chunkHashes']);
    assert.equal(toBase64Url(await attachmentDigest(place, hashes)), v['digest']);
  });
}

function changed(chunk: Bytes, change: { kind: string; at: number } | null): Bytes {
  if (change === null) return chunk;
  if (change.kind === 'cut') return chunk.slice(0, -1);
  if (change.kind === 'lengthen') return concat(chunk, new Uint8Array(1));
  chunk[change.at]! ^= 1;
  return chunk;
}

const openBad = async (v: Vector): Promise<Bytes> => {
  const sealed = await attachmentKeys(fromBase64Url(v['key']), placeOf(v));
  const index = v['index'] as number;
  const chunk = changed(await sealed.sealChunk(index, textOf(v['size'] as number, index)), v['change'] as never);
  const opened = v['opened'] as Fields;
  const keys = await attachmentKeys(fromBase64Url(opened['key']), placeOf(opened));
  return unpadded(opened['size'] as number, opened['index'] as number, await keys.openChunk(opened['index'] as number, chunk));
};
for (const v of file.bad) {
  test(`attachment refused: ${v.name}`, () => assert.rejects(openBad(v), (e) => e instanceof SealingError && e.fault === v['fault']));
}

test('a chunk that is sealed again has another nonce', async () => {
  const keys = await attachmentKeys(new Uint8Array(32), { deployment: new Uint8Array(16), id: new Uint8Array(16), count: 1 });
  const nonceOf = (chunk: Bytes) => toBase64Url(chunk.slice(34, 46));
  assert.notEqual(nonceOf(await keys.sealChunk(0, Uint8Array.of(1))), nonceOf(await keys.sealChunk(0, Uint8Array.of(2))));
});

test('a file of 50 million bytes fits, and one that is longer than the largest class is refused', () => {
  assert.equal(countFor(50_000_000), 192);
  assert.equal(countFor(longestFile), 192);
  assert.throws(() => countFor(longestFile + 1), RangeError);
});
