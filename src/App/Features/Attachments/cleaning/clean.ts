// Takes out of a file what tells where, when, with what and by whom it was made. What a file is, its first bytes say, not its name.
import { kindOfBoxes } from './boxes.ts';
import { latin1 } from './bytes-of.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanHeic } from './heic.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { cleanMp3, isMp3 } from './mp3.ts';
import { cleanMp4 } from './mp4.ts';
import { cleanPdf, isPdf } from './pdf.ts';
import { cleanPng, isPng } from './png.ts';
import { cleanRiff, isRiff } from './riff.ts';

/** @returns the cleaned file, or null where we cannot look into this one: then the person decides. Never throws for odd bytes. */
export async function clean(file: Blob): Promise<Cleaned | null> {
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  if (isJpeg(head)) return cleanJpeg(file);
  if (isPng(head)) return cleanPng(file);
  if (isRiff(head)) return cleanRiff(file);
  if (isPdf(head)) return cleanPdf(file);
  const boxes = kindOfBoxes(head);
  if (boxes === 'picture') return cleanHeic(file, latin1(head).includes('avif') ? 'image/avif' : 'image/heic');
  if (boxes === 'recording') return cleanMp4(file, typeOf(file, 'video/mp4', ['audio/', 'video/']));
  return isMp3(head) ? cleanMp3(file) : null;
}

/** The type that the browser gives, where it is one of these; the extension made it up, so it decides nothing but a name. */
function typeOf(file: Blob, otherwise: string, beginnings: readonly string[]): string {
  const type = file.type.toLowerCase().split(';')[0]!.trim();
  return beginnings.some((beginning) => type.startsWith(beginning)) && /^[a-z0-9.+/-]+$/.test(type) ? type : otherwise;
}
