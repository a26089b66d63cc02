// Seals a file and sends it, chunk by chunk: one chunk is read, sealed, sent and let go before the next is read. So a file of
// 50 MB takes no more memory than one of 1 MB. What has arrived is not sent again.
import { attachmentDigest, attachmentKeys, chunkLength, countFor } from '../../../Sealing/attachment.ts';
import { sha256 } from '../../../Sealing/digest.ts';
import { randomBytes } from '../../../Sealing/random.ts';
import { type Bytes, fromBase64Url, same, toBase64Url } from '../../../Sealing/wire.ts';
import { post } from '../Write/sending.ts';
import type { KeptFile } from './kept-file.ts';

/**
 * `done`: all of it is there. `stopped`: the line is gone; the same call goes on. `gone`: the site does not have it any more, and it
 * has to begin anew. `full`: there is no room at the site now.
 */
export type UploadEnd = 'done' | 'stopped' | 'gone' | 'full';

/** How often one chunk is tried, at growing distances, before the person is asked. */
const mostTries = 6;

export interface Uploading {
  readonly deployment: Bytes;
  /** Called whenever `kept` has changed; then the form keeps it. */
  readonly changed: (arrived: number, of: number) => void;
  readonly signal: AbortSignal;
  /** Waits so many milliseconds; a test need not. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** A file that is to be sealed under keys of its own. */
export function newFile(file: Blob, name: string, removed: readonly string[] | null, question?: string): KeptFile {
  const draw = (length: number) => toBase64Url(randomBytes(length));
  return {
    id: draw(16),
    key: draw(32),
    token: draw(32),
    name,
    type: mediaTypeOf(file),
    size: file.size,
    removed,
    ...(question !== undefined && { question }),
    hashes: [],
  };
}

/** Whether a file that was chosen again begins as the one before, and is as long. */
export async function isTheSame(kept: KeptFile, file: Blob): Promise<boolean> {
  return file.size === kept.size && kept.first !== undefined && same(await sha256(await textAt(file, 0)), fromBase64Url(kept.first));
}

/** Seals and sends what has not arrived yet; fills in `kept`. */
export async function upload(file: Blob, kept: KeptFile, uploading: Uploading): Promise<UploadEnd> {
  const place = { deployment: uploading.deployment, id: fromBase64Url(kept.id, 16), count: countFor(kept.size) };
  const keys = await attachmentKeys(fromBase64Url(kept.key, 32), place);
  kept.first ??= toBase64Url(await sha256(await textAt(file, 0)));
  const begun = await begin(kept, place.count);
  if (begun !== 'done') return begun;
  kept.hashes ??= [];
  const { hashes } = kept;
  const have = await arrived(kept);
  if (typeof have === 'string') return have;
  // One that arrived and whose hash was not kept cannot be counted into the digest.
  if (have.some((index) => !hashes[index])) return 'gone';
  for (let index = 0; index < place.count; index++) {
    if (uploading.signal.aborted) return 'stopped';
    if (!have.includes(index)) {
      const chunk = await keys.sealChunk(index, await textAt(file, index));
      hashes[index] = toBase64Url(await sha256(chunk));
      // Before it is sent: if the answer is lost and the page loaded again, the hash is known.
      uploading.changed(index, place.count);
      const end = await sendChunk(kept, index, chunk, uploading);
      if (end !== 'done') return end;
    }
    uploading.changed(index + 1, place.count);
  }
  kept.digest = toBase64Url(
    await attachmentDigest(
      place,
      hashes.map((hash) => fromBase64Url(hash, 32)),
    ),
  );
  delete kept.hashes;
  uploading.changed(place.count, place.count);
  return 'done';
}

const textAt = async (file: Blob, index: number): Promise<Bytes> =>
  new Uint8Array(await file.slice(index * chunkLength, (index + 1) * chunkLength).arrayBuffer());

async function begin(kept: KeptFile, count: number): Promise<UploadEnd> {
  const answer = await post('/api/attachments', { id: kept.id, token: kept.token, count });
  if (answer === null) return 'stopped';
  if (answer.ok) return 'done';
  if (answer.status === 429) return 'full';
  return answer.status >= 500 ? 'stopped' : 'gone';
}

async function arrived(kept: KeptFile): Promise<readonly number[] | UploadEnd> {
  try {
    const answer = await fetch(`/api/attachments/${kept.id}`, request(kept, 'GET'));
    if (!answer.ok) return answer.status === 404 ? 'gone' : 'stopped';
    return ((await answer.json()) as { have: number[] }).have;
  } catch {
    return 'stopped';
  }
}

async function sendChunk(kept: KeptFile, index: number, chunk: Bytes, { signal, wait = pause }: Uploading): Promise<UploadEnd> {
  for (let tries = 1; ; tries++) {
    const status = await put(kept, index, chunk, signal);
    if (status === 200) return 'done';
    if (status === 404 || status === 409 || status === 400) return 'gone';
    if (tries === mostTries || signal.aborted) return 'stopped';
    await wait(500 * 2 ** tries);
  }
}

/** The status, or 0 where the site was not reached. */
async function put(kept: KeptFile, index: number, chunk: Bytes, signal: AbortSignal): Promise<number> {
  try {
    return (await fetch(`/api/attachments/${kept.id}/${index}`, { ...request(kept, 'PUT'), body: chunk, signal })).status;
  } catch {
    return 0;
  }
}

const request = (kept: KeptFile, method: string): RequestInit => ({
  method,
  headers: { 'Chorus-Upload': kept.token ?? '', ...(method === 'PUT' && { 'Content-Type': 'application/octet-stream' }) },
  credentials: 'omit',
  cache: 'no-store',
});

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The type as the document takes it; the browser's own may be empty or have parameters. */
function mediaTypeOf(file: Blob): string {
  const type = file.type.toLowerCase().split(';')[0]!.trim();
  return /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(type) && type.length <= 100 ? type : 'application/octet-stream';
}
