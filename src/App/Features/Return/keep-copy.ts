// "Keep a copy": everything of one visit as a file, made in the browser. Loaded when it is asked for.
import { openEarlier } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { type ExportedFile, exportParts } from '../../../Escrow/Exporting/export.ts';
import { countFor } from '../../../Sealing/attachment.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';
import '../Write/Bundled/envelopes.ts';
import { hourOf } from '../Write/hour-of.ts';
import { post } from '../Write/sending.ts';
import { chunkOf, type Visit } from './visit.ts';

/** A name that says nothing to whoever looks through a phone. */
const fileName = 'copy.json';

/**
 * Makes the file and hands it to the browser's own way of saving files.
 * @param copied called with how many parts of how many of her files are in it.
 * @throws where not all of it can be had now.
 */
export async function keepCopy(visit: Visit, copied: (part: number, of: number) => void): Promise<void> {
  const [manifest, signatures] = await Promise.all([bytesOf('/manifest.json'), bytesOf('/manifest.signatures.json')]);
  const content = once((handle: string, version: number) => contentOf(visit, handle, version));
  let [done, all] = [0, 0];
  const parts: Blob[] = [];
  const source = {
    manifest,
    signatures,
    found: visit.found,
    content,
    files: async () => {
      const files = await filesOf(visit, content);
      all = files.reduce((sum, file) => sum + file.count, 0);
      return files;
    },
    chunk: async (file: ExportedFile, index: number) => {
      const chunk = await chunkOf(visit, file.id, index);
      if (chunk === null) throw new Error('A part of a file cannot be had now.');
      copied(++done, all);
      return chunk;
    },
    made: hourOf(new Date()),
  };
  // A blob each: the browser may put it on disk, where one text of 200 MB would be in memory.
  for await (const part of exportParts(source)) parts.push(new Blob([part]));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
  link.download = fileName;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

type ContentOf = (handle: string, version: number) => Promise<unknown>;

/** Asks once for each. */
function once(ask: ContentOf): ContentOf {
  const asked = new Map<string, Promise<unknown>>();
  return (handle, version) => {
    const name = `${handle} ${version}`;
    const answer = asked.get(name) ?? ask(handle, version);
    asked.set(name, answer);
    return answer;
  };
}

async function contentOf(visit: Visit, handle: string, version: number): Promise<unknown> {
  const answer = await post('/api/versions', { lookup: toBase64Url(visit.keys.lookup), handle, version });
  return ((await answer?.json()) as { content?: unknown } | undefined)?.content;
}

/** The files of every version, each once: one that a change left out is still hers. */
async function filesOf(visit: Visit, content: ContentOf): Promise<ExportedFile[]> {
  const files = new Map<string, ExportedFile>();
  const note = (attachments: readonly ReportAttachment[] | undefined) => {
    for (const { id, size } of attachments ?? []) files.set(toBase64Url(id), { id, count: countFor(size) });
  };
  for (const report of visit.reports) {
    for (const version of report.earlier) {
      const document = await openEarlier(visit.keys, visit.manifest, version, await content(report.handle, version.version));
      note(document?.attachments);
    }
    note(report.document?.attachments);
  }
  return [...files.values()];
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(`The site does not give ${address}.`);
  return new Uint8Array(await answer.arrayBuffer());
}
