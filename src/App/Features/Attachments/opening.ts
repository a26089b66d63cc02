// Fetches the chunks of a file, opens them, and gives the file only when the digest of all is the one in the report.
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { attachmentDigest, attachmentKeys, countFor, unpadded } from '../../../Sealing/attachment.ts';
import { sha256 } from '../../../Sealing/digest.ts';
import { SealingError } from '../../../Sealing/sealing-error.ts';
import { type Bytes, same } from '../../../Sealing/wire.ts';

/** Gets one sealed chunk; null where it cannot be had now. */
export type ChunkSource = (id: Bytes, index: number) => Promise<Bytes | null>;

/** What browsers show or play by themselves without running anything in it. All else is saved only. */
const shown = /^(image\/(jpeg|png|webp|gif|avif)|audio\/[a-z0-9.+-]+|video\/(mp4|webm))$/;

/** The type under which a file may be shown, else null. */
export const shownAs = ({ type }: Pick<ReportAttachment, 'type'>): string | null => (shown.test(type) ? type : null);

/**
 * The whole file.
 * @param opened called with how many chunks of how many are opened.
 * @returns null where a chunk cannot be had.
 * @throws SealingError where a chunk, or the digest of all, is not what the report says.
 */
export async function openFile(
  file: ReportAttachment,
  deployment: Bytes,
  chunkOf: ChunkSource,
  opened: (part: number, of: number) => void = () => {},
): Promise<Blob | null> {
  const place = { deployment, id: file.id, count: countFor(file.size) };
  const keys = await attachmentKeys(file.key, place);
  const parts: Blob[] = [];
  const hashes: Bytes[] = [];
  for (let index = 0; index < place.count; index++) {
    const chunk = await chunkOf(file.id, index);
    if (chunk === null) return null;
    hashes.push(await sha256(chunk));
    // A blob each: the browser may put it on disk, where one of its own keeps it.
    parts.push(new Blob([unpadded(file.size, index, await keys.openChunk(index, chunk))]));
    opened(index + 1, place.count);
  }
  if (!same(await attachmentDigest(place, hashes), file.digest))
    throw new SealingError('altered', 'the file is not the one that the report names');
  // Never under a type that a browser might run.
  return new Blob(parts, { type: shownAs(file) ?? 'application/octet-stream' });
}
