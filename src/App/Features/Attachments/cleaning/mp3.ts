// MP3: the tags before and after the sound go (ID3 version 2 and 1, APE).
import type { Bytes } from '../../../../Sealing/wire.ts';
import { BytesOf, latin1, le32 } from './bytes-of.ts';
import { type Cleaned, Cleaning } from './cleaned.ts';

export const isMp3 = (head: Bytes): boolean =>
  latin1(head.subarray(0, 3)) === 'ID3' || (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 && (head[2]! & 0xf0) !== 0xf0);

export async function cleanMp3(file: Blob): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  let [start, end] = [0, bytes.size];
  for (
    let head = await bytes.read(start, 10);
    latin1(head.subarray(0, 3)) === 'ID3' && head.length === 10;
    head = await bytes.read(start, 10)
  ) {
    // Seven bits in each byte of the length; a footer of ten bytes if bit 4 of the flags is set.
    const length = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (head[i]! & 127), 0);
    start += 10 + length + ((head[5]! & 16) !== 0 ? 10 : 0);
  }
  if (end - start >= 128 && latin1(await bytes.read(end - 128, 3)) === 'TAG') end -= 128;
  const ape = (await bytes.read(end - 32, 32)).slice();
  if (latin1(ape.subarray(0, 8)) === 'APETAGEX') end -= Math.min(end, Math.max(32, le32(ape, 12)) + (le32(ape, 20) >= 0x80000000 ? 32 : 0));
  if (start >= end) return null;
  const cleaning = new Cleaning(file);
  cleaning.keep(start, end);
  if (end - start < bytes.size) cleaning.found('text');
  return cleaning.done('audio/mpeg');
}
