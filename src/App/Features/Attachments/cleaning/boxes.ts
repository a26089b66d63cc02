// The boxes of ISO base media files (ISO/IEC 14496-12): HEIC and AVIF pictures, MP4 and M4A recordings.
import type { Bytes } from '../../../../Sealing/wire.ts';
import { type BytesOf, beInteger, latin1 } from './bytes-of.ts';

export interface Box {
  readonly type: string;
  /** Where its size stands. */
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly end: number;
}

const mostBoxes = 20_000;

/** The boxes between two places, one after another. @returns null where they do not fill it exactly. */
export async function boxesIn(bytes: BytesOf, from: number, to: number): Promise<Box[] | null> {
  const boxes: Box[] = [];
  let at = from;
  while (at < to) {
    const head = await bytes.read(at, 16);
    let size = beInteger(head, 0, 4);
    let content = at + 8;
    if (size === 1) {
      size = beInteger(head, 10, 6);
      content += 8;
    } else if (size === 0) size = to - at;
    if (size < content - at || at + size > to || boxes.length === mostBoxes) return null;
    boxes.push({ type: latin1(head.subarray(4, 8)), start: at, content, end: at + size });
    at += size;
  }
  return at === to ? boxes : null;
}

const pictures = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis'];

/** Whether it is a file of boxes, and whether of a picture. */
export function kindOfBoxes(head: Bytes): 'picture' | 'recording' | null {
  if (latin1(head.subarray(4, 8)) !== 'ftyp') return null;
  const brands = latin1(head.subarray(8, Math.min(head.length, beInteger(head, 0, 4))));
  return pictures.some((brand) => brands.includes(brand)) ? 'picture' : 'recording';
}

/** The type of a box that every reader passes over. */
export const passedOver: Bytes = Uint8Array.of(0x66, 0x72, 0x65, 0x65);
