// "Keep a copy": everything of one visit as a file, made in the browser. Loaded when it is asked for.
import { exportOf } from '../../../Escrow/Exporting/export.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';
import { hourOf } from '../Write/report-draft.ts';
import { post } from '../Write/sending.ts';
import type { Visit } from './visit.ts';

/** A name that says nothing to whoever looks through a phone. */
const fileName = 'copy.json';

/** Makes the file and hands it to the browser's own way of saving files. @throws where not all of it can be had now. */
export async function keepCopy(visit: Visit): Promise<void> {
  const [manifest, signatures] = await Promise.all([bytesOf('/manifest.json'), bytesOf('/manifest.signatures.json')]);
  const text = await exportOf({
    manifest,
    signatures,
    found: visit.found,
    content: async (handle, version) => {
      const answer = await post('/api/versions', { lookup: toBase64Url(visit.keys.lookup), handle, version });
      return ((await answer?.json()) as { content?: unknown } | undefined)?.content;
    },
    made: hourOf(new Date()),
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = fileName;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function bytesOf(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(`The site does not give ${address}.`);
  return new Uint8Array(await answer.arrayBuffer());
}
