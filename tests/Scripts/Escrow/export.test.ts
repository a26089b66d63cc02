import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LookupAnswer, VersionAnswer } from '../../../src/Escrow/Depositing/own-report.ts';
import { ReportRefused } from '../../../src/Escrow/Depositing/report-fault.ts';
import { type ExportedFile, exportParts } from '../../../src/Escrow/Exporting/export.ts';
import { attachmentDigest } from '../../../src/Sealing/attachment.ts';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

interface File {
  made: string;
  manifest: string;
  manifestSignatures: string[];
  reports: { handle: string; versions: (VersionAnswer & { content: string; escrowedHash: string })[] }[];
  messages: LookupAnswer['messages'];
}

const fileOf = (v: Vector): File => JSON.parse(v['file'] as string) as File;

/** Makes the file anew from what the site would have given: of all versions but the newest, the content by itself. */
const exported = async (file: File, files: ExportedFile[] = [], chunk?: (file: ExportedFile, index: number) => Promise<Bytes>) => {
  const parts = exportParts({
    manifest: fromBase64Url(file.manifest),
    signatures: utf8(JSON.stringify({ format: 'chorus/manifest-signatures/1', signatures: file.manifestSignatures })),
    found: {
      reports: file.reports.map(({ handle, versions }) => ({
        handle,
        versions: versions.map(({ content, ...kept }, i) => (i === versions.length - 1 ? { content, ...kept } : kept)),
      })),
      messages: file.messages,
    },
    content: async (handle, version) => {
      const { versions } = file.reports.find((r) => r.handle === handle)!;
      return versions[version - 1]!.content;
    },
    files: async () => files,
    chunk: chunk ?? (() => Promise.reject(new Error('there is no file'))),
    made: file.made,
  });
  let text = '';
  for await (const part of parts) text += part;
  return text;
};

for (const v of vectors('export.json').good.filter((each) => each.name !== 'begins at version 2')) {
  test(`export: ${v.name}`, async () => {
    const text = await exported(fileOf(v));
    assert.deepEqual(JSON.parse(text), [JSON.parse(v['file'] as string)]);
  });
}

const deployment = new Uint8Array(16);

/** A file of n chunks, each of which says which it is. */
async function fileWith(n: number): Promise<ExportedFile> {
  const place = { deployment, id: new Uint8Array(16).fill(n), count: n };
  const hashes = await Promise.all(Array.from({ length: n }, (_, index) => sha256(Uint8Array.of(n, index))));
  return { place, digest: await attachmentDigest(place, hashes) };
}

const given = async ({ place }: ExportedFile, index: number) => Uint8Array.of(place.id[0]!, index);

test('after the record come the chunks of each file, a line each', async () => {
  const file = fileOf(vectors('export.json').good[0]!);
  const text = await exported(file, [await fileWith(1), await fileWith(2)], given);
  const [, , ...lines] = text.trimEnd().split('\n');
  assert.deepEqual(JSON.parse(text).slice(1), [
    { file: 'AQEBAQEBAQEBAQEBAQEBAQ', index: 0, chunk: 'AQA' },
    { file: 'AgICAgICAgICAgICAgICAg', index: 0, chunk: 'AgA' },
    { file: 'AgICAgICAgICAgICAgICAg', index: 1, chunk: 'AgE' },
  ]);
  assert.equal(lines.length, 4);
});

test('a chunk that cannot be had makes no copy', async () => {
  const file = fileOf(vectors('export.json').good[0]!);
  const absent = await fileWith(1);
  await assert.rejects(() => exported(file, [absent]), /there is no file/);
});

test('a chunk that is not the one that was sealed makes no copy', async () => {
  const file = fileOf(vectors('export.json').good[0]!);
  const other = await fileWith(2);
  await assert.rejects(
    () => exported(file, [other], async ({ place }, index) => Uint8Array.of(place.id[0]!, 1 - index)),
    (e) => e instanceof SealingError && e.fault === 'altered',
  );
});

for (const v of vectors('export.json').bad.filter((each) => each['fault'] === 'content-hash')) {
  test(`no export is made with ${v.name}`, async () => {
    await assert.rejects(
      () => exported(fileOf(v)),
      (e) => e instanceof ReportRefused && e.fault === 'content-hash',
    );
  });
}
