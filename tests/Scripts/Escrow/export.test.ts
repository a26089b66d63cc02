import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LookupAnswer, VersionAnswer } from '../../../src/Escrow/Depositing/own-report.ts';
import { ReportRefused } from '../../../src/Escrow/Depositing/report-fault.ts';
import { exportOf } from '../../../src/Escrow/Exporting/export.ts';
import { fromBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
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
const exported = (file: File): Promise<string> =>
  exportOf({
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
    made: file.made,
  });

for (const v of vectors('export.json').good.filter((each) => each.name !== 'begins at version 2')) {
  test(`export: ${v.name}`, async () => {
    const text = await exported(fileOf(v));
    assert.deepEqual(JSON.parse(text), JSON.parse(v['file'] as string));
  });
}

for (const v of vectors('export.json').bad.filter((each) => each['fault'] === 'content-hash')) {
  test(`no export is made with ${v.name}`, async () => {
    await assert.rejects(
      () => exported(fileOf(v)),
      (e) => e instanceof ReportRefused && e.fault === 'content-hash',
    );
  });
}
