// JPEG (ITU T.81): segments that say something about place, device or person go; those that a decoder needs stay. So does
// which way up the picture is, as an Exif block with that one value. What follows the end of the picture (a short film, a second
// picture with data of its own) goes too.
import type { Bytes } from '../../../../Sealing/wire.ts';
import { BytesOf, beInteger, latin1 } from './bytes-of.ts';
import { type Cleaned, Cleaning } from './cleaned.ts';
import { onlyOrientation, readExif } from './exif.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

export const isJpeg = (head: Bytes): boolean => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;

/** @returns null for bytes that are no whole JPEG. */
export async function cleanJpeg(file: Blob): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const cleaning = new Cleaning(file);
  cleaning.keep(0, 2);
  for (let at = 2; ; ) {
    const head = await bytes.read(at, 4);
    if (head[0] !== 0xff) return null;
    const marker = head[1]!;
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      at++;
      continue;
    }
    if (marker === endOfImage) {
      cleaning.keep(at, at + 2);
      if (at + 2 < bytes.size) cleaning.found('preview');
      return cleaning.done('image/jpeg');
    }
    const length = beInteger(head, 2, 2);
    if (length < 2 || at + 2 + length > bytes.size) return null;
    const end = at + 2 + length;
    if (isNeeded(marker, latin1(await bytes.read(at + 4, 12)))) cleaning.keep(at, end);
    else await leaveOut(marker, await bytes.read(at + 4, length - 2), cleaning);
    at = marker === startOfScan ? await endOfScan(bytes, end) : end;
    if (marker === startOfScan) cleaning.keep(end, at);
  }
}

/** Tables, frames and scans; of the application's segments JFIF, colour profiles and Adobe's note on colours. */
function isNeeded(marker: number, begins: string): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return begins.startsWith('JFIF\0');
  if (marker === 0xe2) return begins.startsWith('ICC_PROFILE\0');
  return marker === 0xee && begins.startsWith('Adobe');
}

async function leaveOut(marker: number, content: Bytes, cleaning: Cleaning): Promise<void> {
  const begins = latin1(content.subarray(0, 6));
  if (marker === 0xe1 && begins === 'Exif\0\0') {
    const { found, orientation } = readExif(content.slice(6));
    cleaning.found(...found);
    if (orientation !== 1) {
      const block = onlyOrientation(orientation);
      cleaning.put(Uint8Array.of(0xff, 0xe1, 0, block.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0));
      cleaning.put(block as BlobPart);
    }
  } else if (marker === 0xe2) cleaning.found('preview');
  else cleaning.found('text');
}

/** Where the coded data of a scan end: at the first marker that is neither a stuffed byte nor a restart. */
async function endOfScan(bytes: BytesOf, from: number): Promise<number> {
  for (let at = from; at < bytes.size; ) {
    const part = await bytes.read(at, 65_536);
    for (let i = 0; i < part.length - 1; i++) {
      if (part[i] !== 0xff) continue;
      const next = part[i + 1]!;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at + i;
    }
    // The last byte may be the first half of a marker.
    at += Math.max(1, part.length - 1);
  }
  return bytes.size;
}
