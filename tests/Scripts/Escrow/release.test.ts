import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ReportRefused } from '../../../src/Escrow/Depositing/report-fault.ts';
import { type DepositBody, sealReport } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeReleaseRecord, encodeReleaseRecord, type ReleaseRecord } from '../../../src/Escrow/Releasing/release-record.ts';
import { openReleasedReport, type ReleasedAnswer } from '../../../src/Escrow/Releasing/report-opener.ts';
import { receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { aDraft, aReceiptSeed, type Deployment, fingerprints, makeDeployment, release } from './trial-deployment.ts';

let deployment: Deployment;
let body: DepositBody;
let slotOfPhone = 0;

before(async () => {
  deployment = await makeDeployment();
  const keys = await receiptKeysFromSeed(aReceiptSeed());
  body = await sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document: aDraft({ quorum: 1 }),
    fingerprints,
    number: 0,
  });
  const { document } = await open(await answer([0, 1, 2, 3]));
  slotOfPhone = document.slots.indexOf(0);
});

const answer = async (slots: number[], by?: number[], alter?: (r: ReleaseRecord) => ReleaseRecord): Promise<ReleasedAnswer> => ({
  ...body,
  records: await release(deployment, body, slots, by, alter),
});
const fingerprintOf = async () => fingerprints[0]!;
const open = (report: ReleasedAnswer, of = fingerprintOf, keys = [deployment.organisation]) =>
  openReleasedReport(deployment.manifest, keys, report, of);
const refused = (fault: string) => (e: unknown) => e instanceof ReportRefused && e.fault === fault;

test('the records of any two trustees open a released report and name the slot that matched', async () => {
  for (const by of [
    [0, 1],
    [1, 2],
    [2, 0],
    [0, 1, 2],
  ]) {
    const opened = await open(await answer([slotOfPhone], by));
    assert.deepEqual(opened.document.answers.story, aDraft().answers.story);
    assert.deepEqual(
      opened.slots.map((s) => [s.slot, s.identifier]),
      [[slotOfPhone, 0]],
    );
  }
});

test('a release of padding, as of every report sent directly, is not mistaken for tampering', async () => {
  const opened = await open(await answer([0, 1, 2, 3]));
  assert.equal(opened.slots.filter((s) => s.identifier === null).length, 3);
});

test('padding released with a quorum above 1 is refused, in whichever slot it lies', async () => {
  const keys = await receiptKeysFromSeed(aReceiptSeed());
  const held = await sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document: aDraft({ quorum: 2 }),
    fingerprints,
    number: 0,
  });
  const faults: string[] = [];
  for (const slot of [0, 1, 2, 3]) {
    const report = { ...held, records: await release(deployment, held, [slot]) };
    faults.push(
      await open(report).then(
        () => 'none',
        (e: ReportRefused) => e.fault,
      ),
    );
  }
  assert.deepEqual(faults.sort(), ['none', 'slot', 'slot', 'slot']);
});

test('records of two runs open one report', async () => {
  const again = await release(deployment, body, [slotOfPhone], [1, 2], (r) => r, new Uint8Array(16).fill(4));
  const first = await answer([slotOfPhone]);
  const opened = await open({ ...first, records: [...first.records, ...again] });
  assert.equal(opened.slots.length, 2);
});

test('a record reads back as it was written', async () => {
  const { records } = await answer([0, 2]);
  const bytes = fromBase64Url(records[0]!.record);
  assert.deepEqual(encodeReleaseRecord(decodeReleaseRecord(bytes)), bytes);
});

test('one trustee alone cannot release', async () => {
  await assert.rejects(open(await answer([slotOfPhone], [0])), refused('record-signature'));
  const { records } = await answer([slotOfPhone], [0]);
  await assert.rejects(open({ ...body, records: [records[0]!, records[0]!] }), refused('record-signature'));
  await assert.rejects(open({ ...body, records: [] }), refused('record-signature'));
});

test('a record that another trustee signed is refused', async () => {
  const { records } = await answer([slotOfPhone]);
  const swapped = [{ ...records[0]!, signature: records[1]!.signature }, records[1]!];
  await assert.rejects(open({ ...body, records: swapped }), refused('record-signature'));
});

test('records that disagree are refused', async () => {
  const one = (change: Partial<ReleaseRecord>) => answer([slotOfPhone], [0, 1], (r) => (r.trustee === 1 ? { ...r, ...change } : r));
  await assert.rejects(open(await one({ runNumber: 8 })), refused('records-disagree'));
  await assert.rejects(open(await one({ statementHash: new Uint8Array(32) })), refused('records-disagree'));
  await assert.rejects(open(await one({ slots: [] as never })), refused('record'));
  const both = (change: Partial<ReleaseRecord>) => answer([slotOfPhone], [0, 1], (r) => ({ ...r, ...change }));
  await assert.rejects(open(await both({ statementHash: new Uint8Array(32) })), refused('records-disagree'));
  await assert.rejects(open(await both({ version: 2 })), refused('records-disagree'));
});

test('two copies of a part that differ are refused', async () => {
  const report = await answer([slotOfPhone], [0, 1], (r) => (r.trustee === 1 ? { ...r, escrow: [new Uint8Array(32), r.escrow[1]] } : r));
  await assert.rejects(open(report), refused('parts-disagree'));
});

test('a part that only one trustee of the two holds, if wrong, gives a key that does not open', async () => {
  const report = await answer([slotOfPhone], [0, 1], (r) => (r.trustee === 1 ? { ...r, escrow: [r.escrow[0], new Uint8Array(32)] } : r));
  await assert.rejects(open(report), refused('escrow-key'));
});

test('swapped content is refused before anything is opened', async () => {
  const content = fromBase64Url(body.content);
  content[500]! ^= 1;
  await assert.rejects(open({ ...(await answer([slotOfPhone])), content: toBase64Url(content) }), refused('content-hash'));
});

test('a document whose identifier does not give the released fingerprint is refused', async () => {
  await assert.rejects(
    open(await answer([slotOfPhone]), async () => 5n),
    refused('slot'),
  );
});

test("another organisation's key is refused", async () => {
  await assert.rejects(open(await answer([slotOfPhone]), fingerprintOf, [deployment.other]), refused('wrong-place'));
});

test('a fingerprint sealed to somebody else is refused', async () => {
  const report = await answer([slotOfPhone], [0, 1], (r) => ({
    ...r,
    slots: r.slots.map((s) => ({ ...s, sealedFingerprint: new Uint8Array(64) })),
  }));
  await assert.rejects(open(report), refused('sealed-fingerprint'));
});
