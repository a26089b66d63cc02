// "Keep a copy": everything of one visit as a file, made in the browser. Loaded when it is asked for.
import { openEarlier } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { type ExportedFile, exportParts } from '../../../Escrow/Exporting/export.ts';
import { countFor } from '../../../Sealing/attachment.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';
import { hourOf } from '../Write/hour-of.ts';
import { post } from '../Write/sending.ts';
import { chunkOf, type Visit } from './visit.ts';

/** A name that says nothing to whoever looks through a phone. */
const fileName = 'copy.json';

/**
 * Makes the file and hands it to the browser's own way of saving files.
 * @param copied called with how many parts of how many of her files are in it.
 * @returns whether every report in it opened here: of one that did not, nobody knows which files it has, so none of them is in it.
 * @throws where not all of it can be had now, or something is not what was sealed.
 */
export async function keepCopy(visit: Visit, copied: (part: number, of: number) => void): Promise<boolean> {
  const [manifest, signatures] = await Promise.all([bytesOf('/manifest.json'), bytesOf('/manifest.signatures.json')]);
  const files = new FilesOfVersions(visit);
  for (const { document } of visit.reports) files.note(document);
  let done = 0;
  const source = {
    manifest,
    signatures,
    found: visit.found,
    content: async (handle: string, version: number) => {
      const content = await contentOf(visit, handle, version);
      const earlier = visit.reports.find((report) => report.handle === handle)?.earlier.find((each) => each.version === version);
      if (earlier) files.note(await openEarlier(visit.keys, visit.manifest, earlier, content));
      return content;
    },
    files: async () => files.all,
    chunk: async ({ place }: ExportedFile, index: number) => {
      const chunk = await chunkOf(visit, place.id, index);
      if (chunk === null) throw new Error('A part of a file cannot be had now.');
      copied(++done, files.parts);
      return chunk;
    },
    made: hourOf(new Date()),
  };
  // A blob each: the browser may put it on disk, where one text of 200 MB would be in memory.
  const parts: Blob[] = [];
  for await (const part of exportParts(source)) parts.push(new Blob([part]));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
  link.download = fileName;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return visit.reports.every((report) => report.document !== null);
}

/** The files of every version, each once: one that a change left out is still hers. */
class FilesOfVersions {
  readonly #files = new Map<string, ExportedFile>();
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  get all(): ExportedFile[] {
    return [...this.#files.values()];
  }

  get parts(): number {
    return this.all.reduce((sum, file) => sum + file.place.count, 0);
  }

  note(version: ReportDocument | null) {
    const { deployment } = this.#visit.manifest;
    for (const { id, size, digest } of version?.attachments ?? [])
      this.#files.set(toBase64Url(id), { place: { deployment, id, count: countFor(size) }, digest });
  }
}

async function contentOf(visit: Visit, handle: string, version: number): Promise<unknown> {
  const answer = await post('/api/versions', { lookup: toBase64Url(visit.keys.lookup), handle, version });
  return ((await answer?.json()) as { content?: unknown } | undefined)?.content;
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(`The site does not give ${address}.`);
  return new Uint8Array(await answer.arrayBuffer());
}
