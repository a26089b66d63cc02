// PDF (ISO 32000-2): the document's information and XMP are overwritten with spaces of the same length, so that everything stays
// where the file says it is; so is the Exif of pictures in it. Where the information stands in a packed or encrypted part of the file,
// that cannot be done, and we say so.

import type { Bytes } from '../../../../Sealing/wire.ts';
import { BytesOf, latin1 } from './bytes-of.ts';
import type { Cleaned, Found } from './cleaned.ts';
import { readExif } from './exif.ts';
import { Overwriting } from './overwriting.ts';

const windowLength = 1 << 20;
const overlap = 4096;
const longestObject = 1 << 16;
const space = 0x20;

const kindOfKey: Record<string, Found> = { Author: 'author', Creator: 'device', Producer: 'device', CreationDate: 'time', ModDate: 'time' };

export const isPdf = (head: Bytes): boolean => latin1(head.subarray(0, 1024)).includes('%PDF-');

export async function cleanPdf(file: Blob): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const over = new Overwriting(file);
  const informed = new Set<string>();
  let encrypted = false;
  for await (const { text, match } of matches(
    file,
    /\/Info\s+(\d+)\s+(\d+)\s+R|\/Encrypt\b|<\?xpacket begin|\/Type\s*\/Metadata\b|Exif\0\0/g,
  )) {
    if (match[1] !== undefined) informed.add(`${match[1]} ${match[2]}`);
    else if (match[0] === '/Encrypt') encrypted = true;
    else if (match[0] === 'Exif\0\0') await overwriteExif(bytes, text.start + match.index, over);
    else if (match[0].startsWith('<?')) await overwritePacket(bytes, text.start + match.index, over);
    else await overwriteStream(bytes, text.start + match.index, over);
  }
  if (encrypted) return null;
  const opened = new Set<string>();
  if (informed.size > 0) {
    for await (const { text, match } of matches(file, /(\d+)\s+(\d+)\s+obj\b/g)) {
      const name = `${match[1]} ${match[2]}`;
      if (!informed.has(name)) continue;
      opened.add(name);
      await overwriteStrings(bytes, text.start + match.index, over);
    }
  }
  // One that is named and not found is packed into another object.
  return opened.size === informed.size ? over.done('application/pdf') : null;
}

/** All matches in a file, window by window; one that lies across two windows is found in their overlap, once. */
async function* matches(file: Blob, pattern: RegExp): AsyncGenerator<{ text: { start: number }; match: RegExpExecArray }> {
  for (let start = 0; start < file.size; start += windowLength - overlap) {
    const part = latin1(new Uint8Array(await file.slice(start, start + windowLength).arrayBuffer()));
    const last = start + windowLength >= file.size;
    const before = start === 0 ? 0 : overlap / 2;
    for (const match of part.matchAll(pattern)) {
      if (match.index < before || (!last && match.index >= windowLength - overlap / 2)) continue;
      yield { text: { start }, match: match as RegExpExecArray };
    }
  }
}

/** The strings of a dictionary: `(...)` with brackets in it and escapes, `<...>` in hex. */
async function overwriteStrings(bytes: BytesOf, at: number, over: Overwriting): Promise<void> {
  const text = latin1(await bytes.read(at, longestObject));
  const end = text.indexOf('endobj') < 0 ? text.length : text.indexOf('endobj');
  let key = '';
  for (let i = text.indexOf('obj') + 3; i < end; i++) {
    if (text[i] === '/') key = /^[A-Za-z]*/.exec(text.slice(i + 1, i + 40))![0];
    const close = text[i] === '(' ? endOfString(text, i) : text[i] === '<' && text[i + 1] !== '<' ? text.indexOf('>', i) : -1;
    if (text[i] === '<' && text[i + 1] === '<') i++;
    if (close <= i) continue;
    if (isThere(text, i + 1, close)) over.found(kindOfKey[key] ?? 'text');
    over.fill(at + i + 1, at + close, space);
    i = close;
  }
}

/** Whether something was there: a file that was cleaned before has spaces. */
const isThere = (text: string, from: number, to: number): boolean => /\S/.test(text.slice(from, to));

function endOfString(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

async function overwritePacket(bytes: BytesOf, at: number, over: Overwriting): Promise<void> {
  const text = latin1(await bytes.read(at, windowLength));
  const end = text.indexOf('<?xpacket end');
  const length = end < 0 ? Math.max(0, text.indexOf('endstream')) : end;
  if (isThere(text, 0, length)) over.found('text');
  over.fill(at, at + length, space);
}

/** A metadata stream, plain or packed: what a reader cannot unpack it leaves aside. */
async function overwriteStream(bytes: BytesOf, at: number, over: Overwriting): Promise<void> {
  const text = latin1(await bytes.read(at, windowLength));
  const begin = /\bstream\r?\n/.exec(text);
  const next = text.indexOf('endobj');
  const end = text.indexOf('endstream');
  if (!begin || end < begin.index || (next >= 0 && next < begin.index)) return;
  const from = begin.index + begin[0].length;
  if (isThere(text, from, end)) over.found('text');
  over.fill(at + from, at + end, space);
}

/** A segment of a JPEG: its length stands before it, and its bytes may be anything. */
async function overwriteExif(bytes: BytesOf, at: number, over: Overwriting): Promise<void> {
  const head = (await bytes.read(at - 4, 4)).slice();
  if (head[0] !== 0xff || head[1] !== 0xe1) return;
  const length = 256 * head[2]! + head[3]! - 2;
  over.found(...readExif((await bytes.read(at + 6, Math.max(0, length - 6))).slice()).found);
  over.fill(at, at + length, 0);
}
