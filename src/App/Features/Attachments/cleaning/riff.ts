// RIFF: WebP pictures and WAV recordings. Chunks that a decoder needs stay, all others go.
import type { Bytes } from '../../../../Sealing/wire.ts';
import { BytesOf, latin1, le32 } from './bytes-of.ts';
import { type Cleaned, Cleaning, type Found } from './cleaned.ts';
import { readExif } from './exif.ts';

const kinds: Record<string, { readonly type: string; readonly needed: readonly string[] }> = {
  WEBP: { type: 'image/webp', needed: ['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP'] },
  WAVE: { type: 'audio/wav', needed: ['fmt ', 'data', 'fact'] },
};

/** The bits of VP8X that say that there are Exif and XMP. */
const metadataFlags = 0x0c;

export const isRiff = (head: Bytes): boolean => latin1(head.subarray(0, 4)) === 'RIFF' && latin1(head.subarray(8, 12)) in kinds;

/** @returns null for bytes that are no whole file of that kind. */
export async function cleanRiff(file: Blob): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const head = (await bytes.read(0, 12)).slice();
  const form = latin1(head.subarray(8, 12));
  const { type, needed } = kinds[form]!;
  const stated = le32(head, 4) + 8;
  // A recorder that was stopped hard leaves a size of nothing or of all.
  const end = stated >= 12 && stated <= bytes.size ? stated : bytes.size;
  const content = new Cleaning(file);
  for (let at = 12; at + 8 <= end; ) {
    const chunk = (await bytes.read(at, 18)).slice();
    const name = latin1(chunk.subarray(0, 4));
    const length = le32(chunk, 4);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return null;
    if (name === 'VP8X' && length >= 10) {
      chunk[8]! &= ~metadataFlags;
      content.put(chunk);
      content.keep(at + 18, Math.min(next, end));
    } else if (needed.includes(name)) content.keep(at, Math.min(next, end));
    else content.found(...(await foundIn(name, (await bytes.read(at + 8, length)).slice())));
    at = next;
  }
  if (end < bytes.size) content.found('preview');
  const { file: body, removed } = content.done('');
  new DataView(head.buffer, head.byteOffset).setUint32(4, body.size + 4, true);
  return { file: new Blob([head, body], { type }), removed };
}

async function foundIn(name: string, content: Bytes): Promise<readonly Found[]> {
  if (name !== 'EXIF') return name === 'JUNK' || name === 'PAD ' ? [] : ['text'];
  return readExif(latin1(content.subarray(0, 4)) === 'Exif' ? content.slice(6) : content).found;
}
