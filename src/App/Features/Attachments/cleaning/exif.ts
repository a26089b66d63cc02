// What an Exif block holds (CIPA DC-008, TIFF 6.0), for the line that says what was removed; and the one value of it that a
// picture needs: which way up it is.
import type { Bytes } from '../../../../Sealing/wire.ts';
import type { Found } from './cleaned.ts';

export interface Exif {
  readonly found: readonly Found[];
  /** 1 to 8; 1 is upright. */
  readonly orientation: number;
}

const kindOfTag = new Map<number, Found>([
  [0x010f, 'device'],
  [0x0110, 'device'],
  [0x0131, 'device'],
  [0xa431, 'device'],
  [0xa433, 'device'],
  [0xa434, 'device'],
  [0x927c, 'device'],
  [0x0132, 'time'],
  [0x9003, 'time'],
  [0x9004, 'time'],
  [0x013b, 'author'],
  [0x8298, 'author'],
  [0x9c9d, 'author'],
  [0xa430, 'author'],
  [0x010e, 'text'],
  [0x9286, 'text'],
  [0x9c9c, 'text'],
  [0x8825, 'location'],
]);

/** @param tiff the block from its byte order mark on. Never throws, whatever the bytes are. */
export function readExif(tiff: Bytes): Exif {
  const found = new Set<Found>();
  const little = tiff[0] === 0x49;
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff[at]! + 256 * tiff[at + 1]! : 256 * tiff[at]! + tiff[at + 1]!);
  const u32 = (at: number) => (little ? u16(at) + 65_536 * u16(at + 2) : 65_536 * u16(at) + u16(at + 2));
  let orientation = 1;
  const readFolder = (at: number): number => {
    const count = Math.min(u16(at), 512);
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + 12 * i;
      const tag = u16(entry);
      const kind = kindOfTag.get(tag);
      if (kind) found.add(kind);
      if (tag === 0x0112) orientation = u16(entry + 8);
      // The folder of the shot itself; it holds no folders that we look for.
      if (tag === 0x8769) readTagsOf(u32(entry + 8));
    }
    return u32(at + 2 + 12 * count);
  };
  const readTagsOf = (at: number) => {
    for (let i = 0; i < Math.min(u16(at), 512); i++) {
      const kind = kindOfTag.get(u16(at + 2 + 12 * i));
      if (kind) found.add(kind);
    }
  };
  const next = readFolder(u32(4));
  if (next > 0 && next < tiff.length) found.add('preview');
  // Something stands there in any case.
  if (found.size === 0) found.add('device');
  return { found: [...found], orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 };
}

/** An Exif block that says which way up a picture is, and nothing else. */
export const onlyOrientation = (orientation: number): Bytes =>
  Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
