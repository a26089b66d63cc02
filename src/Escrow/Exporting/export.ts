// Everything that the site keeps for one receipt, in one file (docs/formats/export.md). The contents and the files stay sealed in it.
import { type AttachmentPlace, attachmentDigest } from '../../Sealing/attachment.ts';
import { sha256 } from '../../Sealing/digest.ts';
import { SealingError } from '../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, same, toBase64Url } from '../../Sealing/wire.ts';
import type { LookupAnswer, VersionAnswer } from '../Depositing/own-report.ts';
import { checkKeptContent } from '../Depositing/sealed-content.ts';
import { decodeStatement } from '../Depositing/statement.ts';
import { Json } from '../strict-json.ts';

export interface ExportSource {
  /** The files `/manifest.json` and `/manifest.signatures.json`, byte for byte. */
  readonly manifest: Bytes;
  readonly signatures: Bytes;
  readonly found: LookupAnswer;
  /** Asks for the content of an earlier version, base64url. */
  readonly content: (handle: string, version: number) => Promise<unknown>;
  /** The files of all versions, asked for when every content was had. */
  readonly files: () => Promise<readonly ExportedFile[]>;
  /** Gets one sealed chunk. @throws where it cannot be had: half a copy would look like a whole one. */
  readonly chunk: (file: ExportedFile, index: number) => Promise<Bytes>;
  /** The hour in which the file is made. */
  readonly made: string;
}

/** A file of a version: where its chunks belong, and the digest of all of them that the version names. */
export interface ExportedFile {
  readonly place: AttachmentPlace;
  readonly digest: Bytes;
}

/**
 * The text of the file, part after part: never more than the record, or one chunk, at a time.
 * @throws ReportRefused where the site gives a content that is not the one that was signed.
 * @throws SealingError where it gives a file that is not the one that a version names. What was given before is no copy then.
 */
export async function* exportParts(source: ExportSource): AsyncGenerator<string> {
  yield `[\n${JSON.stringify(await recordOf(source))}`;
  for (const file of await source.files()) {
    const { place } = file;
    const id = toBase64Url(place.id);
    const hashes: Bytes[] = [];
    for (let index = 0; index < place.count; index++) {
      const chunk = await source.chunk(file, index);
      hashes.push(await sha256(chunk));
      yield `,\n${JSON.stringify({ file: id, index, chunk: toBase64Url(chunk) })}`;
    }
    if (!same(await attachmentDigest(place, hashes), file.digest))
      throw new SealingError('altered', 'the file is not the one that the report names');
  }
  yield '\n]\n';
}

async function recordOf(source: ExportSource) {
  const reports = [];
  for (const { handle, versions } of source.found.reports) {
    const exported = [];
    // One after the other: each may be a megabyte, and nobody waits for her.
    for (const version of versions) exported.push(await exportedVersion(source, handle, version));
    reports.push({ handle, versions: exported });
  }
  return {
    format: 'chorus/export/2',
    made: source.made,
    manifest: toBase64Url(source.manifest),
    manifestSignatures: Json.parse(source.signatures, 'the file of manifest signatures').members(['format', 'signatures']).signatures.value,
    reports,
    messages: source.found.messages.map(({ handle, id, direction, envelope, signature, hour }) => ({
      handle,
      id,
      direction,
      envelope,
      signature,
      hour,
    })),
  };
}

async function exportedVersion(source: ExportSource, handle: string, answer: VersionAnswer) {
  const statement = decodeStatement(fromBase64Url(answer.statement));
  const content = answer.content ?? (await source.content(handle, statement.version));
  const escrowedHash = answer.escrowedHash ?? toBase64Url(await sha256(fromBase64Url(answer.escrowed)));
  await checkKeptContent(statement, content, escrowedHash);
  const { signature, selfWrap, acks, hour } = answer;
  return { statement: answer.statement, signature, content, escrowedHash, selfWrap, acks, hour, stamp: answer.stamp ?? null };
}
