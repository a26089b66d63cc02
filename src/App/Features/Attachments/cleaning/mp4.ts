// MP4, M4A and MOV recordings: user data, metadata and times are overwritten where they stand.

import { type Box, boxesIn, passedOver } from './boxes.ts';
import { BytesOf, beInteger, latin1 } from './bytes-of.ts';
import type { Cleaned } from './cleaned.ts';
import { Overwriting } from './overwriting.ts';

const open = new Set(['moov', 'trak', 'mdia', 'moof', 'traf', 'mvex', 'edts']);
const dropped = new Set(['udta', 'meta', 'uuid', 'mpvd']);
/** What a track may be of: anything else may be a track of places or of readings. */
const known = new Set(['soun', 'vide', 'sbtl', 'subt', 'clcp', 'auxv', 'pict']);

export async function cleanMp4(file: Blob, type: string): Promise<Cleaned | null> {
  const bytes = new BytesOf(file);
  const over = new Overwriting(file);
  const boxes = await boxesIn(bytes, 0, bytes.size);
  if (boxes === null || !(await overwriteIn(bytes, boxes, over))) return null;
  return over.done(type);
}

/** Overwrites what tells something in these boxes and in those inside of them. @returns false where that cannot be done. */
export async function overwriteIn(bytes: BytesOf, boxes: readonly Box[], over: Overwriting, depth = 0): Promise<boolean> {
  for (const box of boxes) {
    if (dropped.has(box.type)) await drop(bytes, box, over);
    else if (box.type === 'mvhd' || box.type === 'tkhd' || box.type === 'mdhd') await forgetTimes(bytes, box, over);
    else if (box.type === 'hdlr') {
      if (!known.has(latin1(await bytes.read(box.content + 8, 4)))) return false;
      // The handler's name is mostly that of the program that wrote it.
      over.fill(box.content + 24, box.end, 0);
    } else if (open.has(box.type) && depth < 8) {
      const inner = await boxesIn(bytes, box.content, box.end);
      if (inner === null || !(await overwriteIn(bytes, inner, over, depth + 1))) return false;
    }
  }
  return true;
}

/** Makes a box one that every reader passes over, and empties it. */
export async function drop(bytes: BytesOf, box: Box, over: Overwriting): Promise<void> {
  const text = latin1(await bytes.read(box.content, Math.min(65_536, box.end - box.content)));
  if (/\xa9xyz|loci|location|GPS/.test(text)) over.found('location');
  over.found(box.type === 'mpvd' ? 'preview' : 'device');
  over.write(box.start + 4, passedOver);
  over.fill(box.content, box.end, 0);
}

async function forgetTimes(bytes: BytesOf, box: Box, over: Overwriting): Promise<void> {
  const length = (await bytes.byte(box.content)) === 1 ? 16 : 8;
  const times = await bytes.read(box.content + 4, length);
  if (times.some((byte) => byte !== 0)) over.found('time');
  if (beInteger(times, 0, 4) >= 0) over.fill(box.content + 4, box.content + 4 + times.length, 0);
}
