// PNG (W3C, third edition): chunks that a picture needs stay, all others go, and what follows the end too.
import type { Bytes } from '../../../../Sealing/wire.ts';
import { BytesOf, beInteger, latin1 } from './bytes-of.ts';
import { type Cleaned, Cleaning } from './cleaned.ts';
import { readExif } from './exif.ts';

const needed = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));

export const isPng = (head: Bytes): boolean => latin1(head.subarray(0, 8)) === '\x89PNG\r\n\x1a\n';

/** @returns null for bytes that are no whole PNG. */
export async function cleanPng(file: Blob): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const cleaning = new Cleaning(file);
  cleaning.keep(0, 8);
  for (let at = 8; ; ) {
    const head = await bytes.read(at, 8);
    const length = beInteger(head, 0, 4);
    const end = at + 12 + length;
    if (length < 0 || end > bytes.size) return null;
    const type = latin1(head.subarray(4, 8));
    if (needed.has(type)) cleaning.keep(at, end);
    else if (type === 'eXIf') cleaning.found(...readExif((await bytes.read(at + 8, length)).slice()).found);
    else cleaning.found(type === 'tIME' ? 'time' : 'text');
    if (type === 'IEND') {
      if (end < bytes.size) cleaning.found('preview');
      return cleaning.done('image/png');
    }
    at = end;
  }
}
