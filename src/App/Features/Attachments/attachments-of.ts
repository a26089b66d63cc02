// From a file that the form keeps to its entry in the sealed document, and back.
import { type ReportAttachment, readAttachment, writeAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { Json } from '../../../Escrow/strict-json.ts';
import { fromBase64Url, utf8 } from '../../../Sealing/wire.ts';
import { type KeptFile, parseKept } from './kept-file.ts';

/** For the sealed document. @throws MalformedError for one that has not arrived whole. */
export function attachmentOf(kept: KeptFile): ReportAttachment {
  const { id, key, name, type, size, digest, removed, question } = kept;
  const fields = { id, key, name, type, size, digest, removed, ...(question && { question }) };
  const attachment = readAttachment(Json.parse(utf8(JSON.stringify(fields)), 'a file'));
  return kept.token ? { ...attachment, token: fromBase64Url(kept.token, 32) } : attachment;
}

/** As the form keeps a file of a version that was sent before. */
export const keptOf = (attachment: ReportAttachment): string => JSON.stringify(writeAttachment(attachment));

/** The entries of all files that the form keeps. @throws MalformedError where one has not arrived whole. */
export const attachmentsOf = (values: readonly string[]): ReportAttachment[] =>
  values.flatMap((value) => {
    const kept = parseKept(value);
    return kept === null ? [] : [attachmentOf(kept)];
  });
