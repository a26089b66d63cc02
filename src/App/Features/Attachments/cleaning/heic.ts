// HEIC and AVIF (ISO/IEC 23008-12): the items with Exif and XMP are overwritten where they stand. Which way up the picture is
// stands elsewhere, as a property of the picture.
import type { Bytes } from '../../../../Sealing/wire.ts';
import { type Box, boxesIn } from './boxes.ts';
import { BytesOf, beInteger, latin1 } from './bytes-of.ts';
import type { Cleaned } from './cleaned.ts';
import { readExif } from './exif.ts';
import { overwriteIn } from './mp4.ts';
import { Overwriting } from './overwriting.ts';

interface Extent {
  readonly at: number;
  readonly length: number;
}

/** The longest list of items or places that we read. */
const mostBytes = 4 << 20;

export async function cleanHeic(file: Blob, type: string): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const over = new Overwriting(file);
  const top = await boxesIn(bytes, 0, bytes.size);
  const meta = top?.filter((box) => box.type === 'meta');
  if (!top || meta?.length !== 1) return null;
  const inner = await boxesIn(bytes, meta[0]!.content + 4, meta[0]!.end);
  const items = inner && (await metadataItems(bytes, inner));
  const places = items && (await placesOf(bytes, inner, items));
  if (!places) return null;
  for (const extent of places) {
    await foundIn(bytes, extent, over);
    over.fill(extent.at, extent.at + extent.length, 0);
  }
  const others = top.filter((box) => box !== meta[0]);
  return (await overwriteIn(bytes, others, over)) ? over.done(type) : null;
}

/** Ids of the items that are Exif or text. */
async function metadataItems(bytes: BytesOf, boxes: readonly Box[]): Promise<Set<number> | null> {
  const list = boxes.find((box) => box.type === 'iinf');
  if (!list || list.end - list.content > mostBytes) return null;
  const wide = (await bytes.byte(list.content)) !== 0;
  const entries = await boxesIn(bytes, list.content + (wide ? 8 : 6), list.end);
  if (entries === null) return null;
  const found = new Set<number>();
  for (const entry of entries) {
    const head = await bytes.read(entry.content, 12);
    const version = head[0];
    if (version !== 2 && version !== 3) return null;
    const idLength = version === 2 ? 2 : 4;
    const type = latin1(head.subarray(6 + idLength, 10 + idLength));
    if (type === 'Exif' || type === 'mime' || type === 'uri ') found.add(beInteger(head, 4, idLength));
  }
  return found;
}

/** Where those items stand in the file. */
async function placesOf(bytes: BytesOf, boxes: readonly Box[], items: ReadonlySet<number>): Promise<Extent[] | null> {
  const box = boxes.find((each) => each.type === 'iloc');
  if (!box || box.end - box.content > mostBytes) return items.size === 0 ? [] : null;
  const list = (await bytes.read(box.content, box.end - box.content)).slice();
  const inside = boxes.find((each) => each.type === 'idat');
  const reader = new Fields(list);
  const version = reader.next(1);
  reader.next(3);
  const sizes = reader.next(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const count = reader.next(version < 2 ? 2 : 4);
  const places: Extent[] = [];
  for (let i = 0; i < count && !reader.failed; i++) {
    const id = reader.next(version < 2 ? 2 : 4);
    const method = version > 0 ? reader.next(2) & 15 : 0;
    const elsewhere = reader.next(2);
    const base = reader.next(baseSize);
    const extents = reader.next(2);
    for (let e = 0; e < extents && !reader.failed; e++) {
      reader.next(indexSize);
      const [offset, length] = [reader.next(offsetSize), reader.next(lengthSize)];
      if (!items.has(id)) continue;
      const from = method === 0 ? 0 : method === 1 && inside ? inside.content : -1;
      const at = from + base + offset;
      if (from < 0 || elsewhere !== 0 || length === 0 || at + length > bytes.size) return null;
      places.push({ at, length });
    }
  }
  return reader.failed ? null : places;
}

async function foundIn(bytes: BytesOf, { at, length }: Extent, over: Overwriting): Promise<void> {
  const content: Bytes = (await bytes.read(at, Math.min(length, mostBytes))).slice();
  // It was cleaned before.
  if (content.every((byte) => byte === 0)) return;
  const start = 4 + beInteger(content, 0, 4);
  const order = latin1(content.subarray(start, start + 2));
  if (order === 'II' || order === 'MM') over.found(...readExif(content.slice(start)).found);
  else over.found('text');
}

/** Big-endian fields one after another; fails once and for all where they end. */
class Fields {
  #at = 0;
  failed = false;

  constructor(private readonly bytes: Bytes) {}

  next(length: number): number {
    if (length === 0) return 0;
    // Eight bytes: the upper two are nothing in any file that is not larger than all disks.
    const value = length === 8 ? beInteger(this.bytes, this.#at + 2, 6) : beInteger(this.bytes, this.#at, length);
    this.#at += length;
    if (value < 0) this.failed = true;
    return Math.max(0, value);
  }
}
