// A file that belongs to a report, as the sealed document lists it (docs/formats/report-document.md).
import { longestFile } from '../../Sealing/attachment.ts';
import { type Bytes, toBase64Url } from '../../Sealing/wire.ts';
import type { Json } from '../strict-json.ts';

export interface ReportAttachment {
  /** 16 bytes, by which the site keeps its chunks. */
  readonly id: Bytes;
  /** 32 bytes, for this file only. */
  readonly key: Bytes;
  readonly name: string;
  /** A media type, such as image/jpeg. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Of all its chunks, 32 bytes. */
  readonly digest: Bytes;
  /** Kinds of data that were taken out before sealing; empty: none found; null: nobody could look. */
  readonly removed: readonly string[] | null;
  /** Id of the question that a recording answers. */
  readonly question?: string;
  /** 32 bytes that let the upload be claimed. It stands in no document. */
  readonly token?: Bytes;
}

/** The most files of one report, and of chunks that they have together. */
export const mostAttachments = 20;
export const mostChunksTogether = 768;

/** As it stands in the document. */
export const writeAttachment = ({ id, key, name, type, size, digest, removed, question }: ReportAttachment) => ({
  id: toBase64Url(id),
  key: toBase64Url(key),
  name,
  type,
  size,
  digest: toBase64Url(digest),
  removed,
  question: question || undefined,
});

/** Reads the list of a document. @throws MalformedError */
export function readAttachments(json: Json): ReportAttachment[] {
  const files = json.list().map(readAttachment);
  if (files.length > mostAttachments || new Set(files.map((file) => toBase64Url(file.id))).size < files.length)
    json.fail('has too many entries, or one twice');
  return files;
}

/** One entry, also as a draft keeps it. @throws MalformedError */
export function readAttachment(json: Json): ReportAttachment {
  const m = json.members(['id', 'key', 'name', 'type', 'size', 'digest', 'removed'], ['question']);
  const type = m.type.text(100);
  if (!/^[a-z0-9.+/-]*$/.test(type) || !type.includes('/')) m.type.fail('is not a media type');
  const removed = m.removed.orNull((list) => list.list().map((word) => word.text(20)));
  if (removed?.some((word) => !/^[a-z]+$/.test(word)) || (removed?.length ?? 0) > 10) m.removed.fail('is not a list of what was removed');
  return {
    id: m.id.bytes(16),
    key: m.key.bytes(32),
    name: m.name.text(200),
    type,
    size: m.size.integer(0, longestFile),
    digest: m.digest.bytes(32),
    removed,
    ...(m.question && { question: m.question.text(32) }),
  };
}
