import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checkAcknowledgements } from '../../../src/Escrow/Depositing/acknowledgement.ts';
import { type OwnVersion, openEarlier, openOwnReports, type VersionAnswer } from '../../../src/Escrow/Depositing/own-report.ts';
import { partCommitment } from '../../../src/Escrow/Depositing/part.ts';
import type { ReportDraft } from '../../../src/Escrow/Depositing/report-document.ts';
import { ReportRefused } from '../../../src/Escrow/Depositing/report-fault.ts';
import { type DepositBody, type Previous, sealReport, sealWithdrawal } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement, statementLength } from '../../../src/Escrow/Depositing/statement.ts';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { type ReceiptKeys, receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { acknowledge, aDraft, aReceiptSeed, type Deployment, fingerprints, makeDeployment, openPacket } from './trial-deployment.ts';

let deployment: Deployment;
let keys: ReceiptKeys;
let body: DepositBody;

before(async () => {
  deployment = await makeDeployment();
  keys = await receiptKeysFromSeed(aReceiptSeed());
  body = await seal(aDraft());
});

const seal = (document: ReportDraft, previous?: Previous): Promise<DepositBody> =>
  sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document,
    fingerprints,
    number: 0,
    ...(previous && { previous }),
  });

const version = async (sealed: Partial<DepositBody> & Pick<DepositBody, 'statement' | 'signature'>): Promise<VersionAnswer> => ({
  ...sealed,
  acks: await acknowledge(deployment, sealed),
  hour: '2026-11-23T21Z',
});
const handleOf = (sealed: Pick<DepositBody, 'statement'>) => toBase64Url(decodeStatement(fromBase64Url(sealed.statement)).handle);
const open = (versions: VersionAnswer[]) =>
  openOwnReports(keys, deployment.manifest, { reports: [{ handle: handleOf(body), versions }], messages: [] });

test('the sealed sizes are those of the format', () => {
  assert.equal(fromBase64Url(body.statement).length, statementLength);
  assert.equal(fromBase64Url(body.escrowed).length, 131);
  assert.equal(fromBase64Url(body.selfWrap).length, 80);
  assert.deepEqual(
    body.packets.map((p) => fromBase64Url(p).length),
    [217, 217, 217],
  );
  assert.equal(fromBase64Url(body.content).length, 35 + 4096 + 16);
});

test('neighbouring trustees hold the same parts, which fit the commitments', async () => {
  const statement = decodeStatement(fromBase64Url(body.statement));
  const packets = await Promise.all([0, 1, 2].map((i) => openPacket(deployment, body, i)));
  for (const i of [0, 1, 2]) {
    assert.deepEqual(packets[i]!.raw[1], packets[(i + 1) % 3]!.raw[0]);
    assert.deepEqual(await partCommitment(i, statement.handle, 1, packets[i]!.raw[0]), statement.commitments[i]);
  }
});

test('the three parts together give quorum, fingerprint in its slot and padding', async () => {
  const [a, b, c] = (await Promise.all([0, 1, 2].map((i) => openPacket(deployment, body, i)))).map((p) => p.parts[0]);
  assert.equal(a!.quorum ^ b!.quorum ^ c!.quorum, 2);
  const [report] = await open([await version(body)]);
  assert.ok(report && report.refused === undefined);
  const { slots, padding } = report.latest.document!;
  const rest = [...padding];
  slots.forEach((index, slot) => {
    const fp = a!.fingerprints[slot]! ^ b!.fingerprints[slot]! ^ c!.fingerprints[slot]!;
    assert.equal(fp, index === null ? rest.shift() : fingerprints[index]);
  });
  assert.deepEqual(
    slots.filter((s) => s !== null),
    [0],
  );
});

test('the quorum does not show in the two parts that one trustee holds', async () => {
  const seen = new Set<number>();
  for (let i = 0; i < 40; i++) {
    const one = await seal(aDraft());
    const { parts } = await openPacket(deployment, one, 0);
    seen.add(parts[0].quorum ^ parts[1].quorum);
  }
  assert.ok(seen.size > 4, 'two parts of the same quorum differ from report to report');
});

test('the receipt opens what was written, with its slots and its thread key', async () => {
  const [report] = await open([await version(body)]);
  assert.ok(report && report.refused === undefined);
  assert.equal(report.withdrawn, false);
  assert.equal(report.latest.acknowledged, true);
  assert.deepEqual(report.latest.document!.answers.story, aDraft().answers.story);
  assert.equal(report.latest.document!.threadKey.length, 32);
});

test('a change follows its predecessor, keeps handle, number and thread, and has new keys', async () => {
  const [report] = await open([await version(body)]);
  assert.ok(report && report.refused === undefined);
  const previous = { statement: report.latest.statement, document: report.latest.document! };
  const next = await seal(aDraft({ quorum: 2 }), previous);
  const [changed] = await open([await version(body), await version(next)]);
  assert.ok(changed && changed.refused === undefined);
  assert.deepEqual(
    changed.versions.map((v) => v.version),
    [1, 2],
  );
  assert.equal(changed.latest.document!.quorum, 2);
  assert.deepEqual(changed.latest.document!.threadKey, previous.document.threadKey);
  assert.notEqual(next.escrowed, body.escrowed);
});

test('an earlier version opens once its content is asked for, checked by the hash that is left of its escrowed key', async () => {
  const [report] = await open([await version(body)]);
  assert.ok(report && report.refused === undefined);
  const next = await seal(aDraft({ quorum: 2 }), { statement: report.latest.statement, document: report.latest.document! });
  const { content, escrowed, ...kept } = await version(body);
  const escrowedHash = toBase64Url(await sha256(fromBase64Url(escrowed)));
  const [changed] = await open([{ ...kept, escrowedHash }, await version(next)]);
  assert.ok(changed && changed.refused === undefined);
  const earlier = changed.versions[0]!;
  assert.equal(earlier.document, null);
  assert.equal(earlier.acknowledged, true);
  assert.deepEqual(await openEarlier(keys, deployment.manifest, earlier, content), report.latest.document);

  const refuses = (fault: string, version: OwnVersion, given: unknown) =>
    assert.rejects(
      () => openEarlier(keys, deployment.manifest, version, given),
      (e) => e instanceof ReportRefused && e.fault === fault,
    );
  await refuses('content-hash', earlier, next.content);
  await refuses('content-hash', earlier, null);
  await refuses('content-hash', { ...earlier, answer: { ...earlier.answer, escrowedHash: toBase64Url(new Uint8Array(32)) } }, content);
  await refuses('content-key', { ...earlier, answer: { ...earlier.answer, selfWrap: next.selfWrap } }, content);
});

test('a report changed twice opens from its newest version alone, as the site gives it', async () => {
  // The site keeps an older version only where it was released: asking for it would tell held from released.
  const bodies = [body];
  for (const quorum of [2, 4]) {
    const [report] = await open([await version(bodies.at(-1)!)]);
    assert.ok(report && report.refused === undefined);
    const previous = { statement: report.latest.statement, document: report.latest.document! };
    bodies.push(await seal(aDraft({ quorum }), previous));
  }
  for (const [i, quorum] of [3, 2, 4].entries()) {
    const [report] = await open([await version(bodies[i]!)]);
    assert.ok(report && report.refused === undefined);
    assert.equal(report.latest.version, i + 1);
    assert.equal(report.latest.document!.quorum, quorum);
    assert.equal(report.latest.acknowledged, true);
  }
});

test('a change of organisation starts a new thread', async () => {
  const [report] = await open([await version(body)]);
  assert.ok(report && report.refused === undefined);
  const previous = { statement: report.latest.statement, document: report.latest.document! };
  const next = await seal(aDraft({ organisation: 'legal-aid' }), previous);
  const [changed] = await open([await version(body), await version(next)]);
  assert.ok(changed && changed.refused === undefined);
  assert.notDeepEqual(changed.latest.document!.threadKey, previous.document.threadKey);
});

test('a withdrawal is signed, has no content and ends the report', async () => {
  const gone = await sealWithdrawal(deployment.manifest, keys, { statement: fromBase64Url(body.statement) });
  const [report] = await open([await version(body), await version(gone)]);
  assert.ok(report && report.refused === undefined);
  assert.equal(report.withdrawn, true);
  assert.equal(report.latest.document, null);
});

test('three signatures of the statement are acknowledged; two, swapped or others are not', async () => {
  const acks = await acknowledge(deployment, body);
  assert.equal(await checkAcknowledgements(deployment.manifest, body.statement, acks), true);
  assert.equal(await checkAcknowledgements(deployment.manifest, body.statement, acks.slice(0, 2)), false);
  assert.equal(await checkAcknowledgements(deployment.manifest, body.statement, [acks[1], acks[0], acks[2]]), false);
  assert.equal(await checkAcknowledgements(deployment.manifest, body.statement, [acks[0], acks[0], acks[2]]), false);
  assert.equal(await checkAcknowledgements(deployment.manifest, body.statement, null), false);
});

const refusals: [string, string, (v: VersionAnswer) => VersionAnswer | Promise<VersionAnswer>][] = [
  ['a statement cut short', 'statement', (v) => ({ ...v, statement: toBase64Url(fromBase64Url(v.statement).slice(0, -1)) })],
  ['a changed statement', 'statement-signature', (v) => ({ ...v, statement: flipped(v.statement, 200) })],
  ['a changed signature', 'statement-signature', (v) => ({ ...v, signature: flipped(v.signature, 5) })],
  ['changed content', 'content-hash', (v) => ({ ...v, content: flipped(v.content!, 100) })],
  ['a changed escrowed key', 'content-hash', (v) => ({ ...v, escrowed: flipped(v.escrowed!, 100) })],
  ['missing content', 'content-hash', (v) => ({ ...v, content: null })],
  ['a changed self wrap', 'content-key', (v) => ({ ...v, selfWrap: flipped(v.selfWrap!, 40) })],
];
for (const [what, fault, change] of refusals) {
  test(`${what} is refused as ${fault}`, async () => {
    const [report] = await open([await change(await version(body))]);
    assert.equal(report!.refused, fault);
  });
}

test("another receipt's report is refused", async () => {
  const stranger = await receiptKeysFromSeed(aReceiptSeed());
  const versions = [await version(body)];
  const [report] = await openOwnReports(stranger, deployment.manifest, { reports: [{ handle: handleOf(body), versions }], messages: [] });
  assert.equal(report!.refused, 'wrong-place');
});

test('versions that do not follow each other are refused', async () => {
  const other = await sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document: aDraft(),
    fingerprints,
    number: 0,
  });
  const gone = await sealWithdrawal(deployment.manifest, keys, { statement: fromBase64Url(body.statement) });
  const [twice] = await open([await version(body), await version(body)]);
  assert.equal(twice!.refused, 'chain');
  const [foreign] = await open([await version(other), await version(gone)]);
  assert.equal(foreign!.refused, 'wrong-place');
});

function flipped(text: string, at: number): string {
  const bytes = fromBase64Url(text);
  bytes[at]! ^= 1;
  return toBase64Url(bytes);
}
