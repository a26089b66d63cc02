import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAcknowledgements, verifyAcknowledgement } from '../../../src/Escrow/Depositing/acknowledgement.ts';
import { openOwnReports, type VersionAnswer } from '../../../src/Escrow/Depositing/own-report.ts';
import { partCommitment, quorumCode } from '../../../src/Escrow/Depositing/part.ts';
import { decodeDocument, encodeDocument } from '../../../src/Escrow/Depositing/report-document.ts';
import { ReportRefused } from '../../../src/Escrow/Depositing/report-fault.ts';
import { decodeStatement, encodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { idOfExtract, openExtract } from '../../../src/Escrow/Extracts/extract.ts';
import { canonicalForm } from '../../../src/Escrow/Identifiers/canonical.ts';
import { fingerprintOf } from '../../../src/Escrow/Identifiers/fingerprint.ts';
import type { IdentifierKind } from '../../../src/Escrow/Identifiers/identifier-kind.ts';
import { checkManifestSignatures, type Manifest, parseManifest } from '../../../src/Escrow/Manifests/manifest.ts';
import { checkPacketKeys, loadPacketKeys, manifestPacketKeys } from '../../../src/Escrow/Manifests/packet-keys.ts';
import { openMessages } from '../../../src/Escrow/Messages/message.ts';
import { kindMembers, type MessageKind } from '../../../src/Escrow/Messages/message-kind.ts';
import { type FingerprintOf, openReleasedReport, type ReleasedAnswer } from '../../../src/Escrow/Releasing/report-opener.ts';
import { openSheet } from '../../../src/Escrow/Sheets/sheet.ts';
import { sha256 } from '../../../src/Sealing/digest.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { signingKeyFromSeed, verifySignature } from '../../../src/Sealing/signing.ts';
import { type Bytes, fromBase64Url, fromUtf8, hex64, MalformedError, toBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';
import { acknowledgeAll } from './acknowledge-all.ts';

const bytes = (v: Vector, name: string): Bytes => fromBase64Url(v[name]);
const text = (v: Vector, name: string): string => v[name] as string;
const manifestOf = (v: Vector): Promise<Manifest> => parseManifest(utf8(text(v, 'manifest')));

const manifests = vectors('manifest.json');
for (const v of manifests.good) {
  test(`manifest: ${v.name}`, async () => {
    const manifest = await manifestOf(v);
    assert.equal(toBase64Url(manifest.hash), v['hash']);
    const file = { format: 'chorus/manifest-signatures/1', signatures: v['signatures'] as string[] };
    await checkManifestSignatures(manifest, utf8(JSON.stringify(file)));
    const swapped = utf8(JSON.stringify({ ...file, signatures: [...file.signatures].reverse() }));
    await assert.rejects(checkManifestSignatures(manifest, swapped), MalformedError);
  });
}
for (const v of manifests.bad) test(`manifest refused: ${v.name}`, () => assert.rejects(manifestOf(v), MalformedError));

const documents = vectors('report-document.json');
for (const v of documents.good) {
  test(`report document: ${v.name}`, () => {
    const { format: _, ...written } = JSON.parse(fromUtf8(encodeDocument(decodeDocument(utf8(text(v, 'document'))))));
    const { format: __, ...given } = JSON.parse(text(v, 'document'));
    assert.deepEqual(written, given);
  });
}
for (const v of documents.bad)
  test(`report document refused: ${v.name}`, () => assert.throws(() => decodeDocument(utf8(text(v, 'document'))), MalformedError));

const packetKeys = vectors('packet-keys.json');
for (const v of packetKeys.good) {
  test(`packet keys: ${v.name}`, async () => {
    const manifest = await manifestOf(v);
    const keys = await checkPacketKeys(manifest, utf8(text(v, 'list')));
    if (v['counts']) {
      assert.deepEqual(
        keys.map((key) => toBase64Url(key.packetKey)),
        v['packetKeys'],
      );
      assert.ok(keys.every((key) => key.epoch === v['epoch']));
    } else {
      assert.deepEqual(keys, manifestPacketKeys(manifest));
    }
  });
}
for (const v of packetKeys.bad) {
  test(`packet keys refused: ${v.name}`, async () => {
    await assert.rejects(checkPacketKeys(await manifestOf(v), utf8(text(v, 'list'))), MalformedError);
  });
}
test('packet keys are those of the manifest until there is a list, and none where the site gives no answer', async () => {
  const manifest = await manifestOf(packetKeys.good[0]!);
  const answer = (ok: boolean) => async () => ({ ok, arrayBuffer: async () => new ArrayBuffer(0) });
  assert.deepEqual(await loadPacketKeys(answer(true), manifest), manifestPacketKeys(manifest));
  await assert.rejects(loadPacketKeys(answer(false), manifest), MalformedError);
});

const statements = vectors('statement.json');
const signed = (v: Vector) => {
  const statement = decodeStatement(bytes(v, 'statement'));
  return verifySignature(statement.family, bytes(v, 'statement'), bytes(v, 'signature'));
};
for (const v of statements.good) {
  test(`statement: ${v.name}`, async () => {
    const statement = decodeStatement(bytes(v, 'statement'));
    for (const name of ['deployment', 'manifestHash', 'handle', 'family', 'recipientKey', 'contentHash', 'predecessor'] as const) {
      assert.equal(toBase64Url(statement[name]), v[name], name);
    }
    for (const name of ['operation', 'version', 'number'] as const) assert.equal(statement[name], v[name], name);
    assert.deepEqual(statement.commitments.map(toBase64Url), v['commitments']);
    assert.deepEqual(statement.packetHashes.map(toBase64Url), v['packetHashes']);
    assert.deepEqual(encodeStatement(statement), bytes(v, 'statement'));
    assert.equal(toBase64Url(await sha256(bytes(v, 'statement'))), v['sha256']);
    assert.equal(await signed(v), true);
  });
}
for (const v of statements.bad) {
  test(`statement refused: ${v.name}`, async () => {
    if (v['problem'] === 'malformed') assert.throws(() => decodeStatement(bytes(v, 'statement')), MalformedError);
    else assert.equal(await signed(v), false);
  });
}

for (const v of vectors('packet.json').good) {
  test(`parts: ${v.name}`, async () => {
    const parts = (v['parts'] as string[]).map((p) => fromBase64Url(p, 81));
    const whole = parts.reduce((sum, part) => sum.map((byte, i) => byte ^ part[i]!));
    const escrowKey = bytes(v, 'escrowKey');
    assert.deepEqual(whole.slice(0, 32), escrowKey);
    assert.equal(whole[32], quorumCode(v['quorum'] === 'keep' ? 'keep' : Number(v['quorum'])));
    const slots = new DataView(whole.buffer);
    assert.deepEqual(
      [0, 1, 2, 3].map((slot) => hex64(slots.getBigUint64(33 + 8 * slot))),
      v['fingerprints'],
    );
    const commitments = await Promise.all(parts.map((part, j) => partCommitment(j, bytes(v, 'handle'), v['version'] as number, part)));
    assert.deepEqual(commitments.map(toBase64Url), v['commitments']);
  });
}

const acknowledgements = vectors('acknowledgement.json');
for (const v of acknowledgements.good) {
  test(`acknowledgements: ${v.name}`, async () => {
    const trustee = v['trustee'] as number;
    const hashes = (v['statementHashes'] as string[]).map((hash) => fromBase64Url(hash, 32));
    const acks = (v['acks'] as string[]).map((ack) => fromBase64Url(ack));
    const verified = await Promise.all(acks.map((ack, i) => verifyAcknowledgement(bytes(v, 'signingKey'), trustee, hashes[i]!, ack)));
    assert.ok(verified.length === hashes.length && verified.every((valid) => valid));
    const again = await acknowledgeAll(await signingKeyFromSeed(bytes(v, 'signingSeed')), trustee, hashes);
    assert.equal(toBase64Url(again.root), v['root']);
    assert.deepEqual(again.acks, acks);
  });
}
for (const v of acknowledgements.bad) {
  test(`acknowledgement refused: ${v.name}`, async () => {
    const trustee = v['trustee'] as number;
    assert.equal(await verifyAcknowledgement(bytes(v, 'signingKey'), trustee, bytes(v, 'statementHash'), bytes(v, 'ack')), false);
  });
}

const deposits = vectors('deposit.json');
const openOwn = async (v: Vector) => {
  const keys = await receiptKeysFromSeed(bytes(v, 'receiptSeed'));
  const versions = [{ acks: [], hour: '2026-11-23T21Z', ...v } as unknown as VersionAnswer];
  const handle = toBase64Url(decodeStatement(bytes(v, 'statement')).handle);
  const [report] = await openOwnReports(keys, await manifestOf(v), { reports: [{ handle, versions }], messages: [] });
  return report!;
};
for (const v of [...deposits.good, ...vectors('deposit-from-browser.json').good]) {
  test(`deposit: ${v.name}`, async () => {
    const report = await openOwn(v);
    assert.ok(report.refused === undefined);
    assert.equal(report.latest.acknowledged, true);
    const { document } = report.latest;
    assert.deepEqual(document, decodeDocument(utf8(text(v, 'document'))));
    assert.deepEqual(decodeDocument(encodeDocument(document!)), document);
    assert.equal(toBase64Url((await receiptKeysFromSeed(bytes(v, 'receiptSeed'))).lookup), v['lookup']);
  });
}
for (const v of deposits.bad.filter((v) => v['check'] === 'reporter')) {
  test(`deposit refused by the reporter's browser: ${v.name}`, async () => assert.equal((await openOwn(v)).refused, v['fault']));
}
for (const v of deposits.bad.filter((v) => v['check'] === 'acknowledgements')) {
  test(`not acknowledged: ${v.name}`, async () => {
    assert.equal(await checkAcknowledgements(await manifestOf(v), text(v, 'statement'), v['acks']), false);
  });
}

const realFingerprint: FingerprintOf = async (salt, { kind, value, region, place }) => {
  const form = await canonicalForm({ kind: kind as IdentifierKind, value, region, place });
  return form.ok ? fingerprintOf(salt, kind as IdentifierKind, form.canonical) : null;
};
const releases = vectors('release.json');
const openReleased = async (v: Vector, records = v['records'] as ReleasedAnswer['records']) => {
  const key = await organisationKeyFromMaster(bytes(v, 'organisationMaster'));
  return openReleasedReport(await manifestOf(v), [key], { ...(v as unknown as ReleasedAnswer), records }, realFingerprint);
};
for (const v of releases.good) {
  test(`release: ${v.name}`, async () => {
    const [a, b, c] = v['records'] as ReleasedAnswer['records'];
    for (const pair of [
      [a!, b!],
      [b!, c!],
      [c!, a!],
    ]) {
      const opened = await openReleased(v, pair);
      assert.deepEqual(opened.document, decodeDocument(utf8(text(v, 'document'))));
      assert.deepEqual(
        opened.slots.map(({ slot, tag, identifier }) => ({ slot, tag: hex64(new DataView(tag.buffer).getBigUint64(0)), identifier })),
        v['matches'],
      );
    }
  });
}
for (const v of releases.bad) {
  test(`release refused: ${v.name}`, () => assert.rejects(openReleased(v), (e) => e instanceof ReportRefused && e.fault === v['fault']));
}

const messages = vectors('message.json');
const openOne = async (v: Vector) => {
  const key = bytes(v, 'signingKey');
  const thread = {
    deployment: bytes(v, 'deployment'),
    handle: bytes(v, 'handle'),
    threadKeys: [bytes(v, 'threadKey')],
    family: key,
    organisationKeys: [key],
  };
  const [opened] = await openMessages(thread, [{ hour: '2026-11-23T21Z', ...v } as never]);
  return opened!;
};
for (const v of messages.good) {
  test(`message: ${v.name}`, async () => {
    const { id, direction, text: words, hour, kind, details } = v;
    const { kind: read, ...opened } = (await openOne(v)) as { readonly kind?: MessageKind };
    assert.deepEqual(opened, { id, direction, text: words, hour });
    const members = read && kindMembers(read);
    assert.deepEqual([members?.kind, members && JSON.stringify(members.details)], [kind, details]);
  });
}
for (const v of messages.bad) test(`message refused: ${v.name}`, async () => assert.equal((await openOne(v)).refused, v['fault']));

const sheets = vectors('sheet.json');
const openedSheet = (v: Vector) => {
  const place = {
    deployment: bytes(v, 'deployment'),
    handle: bytes(v, 'handle'),
    owner: v['owner'] as string | null,
    version: v['version'] as number,
  };
  return openSheet(bytes(v, 'root'), place, bytes(v, 'sealed'));
};
for (const v of sheets.good) {
  test(`sheet: ${v.name}`, async () => {
    const { format: _, ...inside } = JSON.parse(v['text'] as string);
    assert.deepEqual(await openedSheet(v), inside);
  });
}
for (const v of sheets.bad) {
  test(`sheet refused: ${v.name}`, () =>
    assert.rejects(openedSheet(v), (e) =>
      v['fault'] === undefined ? e instanceof MalformedError : e instanceof SealingError && e.fault === v['fault'],
    ));
}

const extracts = vectors('extract.json');
const openedExtract = (v: Vector) => {
  const place = {
    deployment: bytes(v, 'deployment'),
    handle: bytes(v, 'handle'),
    version: v['version'] as number,
    askedBy: text(v, 'askedBy'),
  };
  return openExtract(bytes(v, 'root'), place, bytes(v, 'sealed'));
};
for (const v of extracts.good) {
  test(`extract: ${v.name}`, async () => {
    const { format: _, ...inside } = JSON.parse(text(v, 'text'));
    assert.deepEqual(await openedExtract(v), inside);
    assert.equal(toBase64Url(await idOfExtract(bytes(v, 'sealed'))), v['id']);
  });
}
for (const v of extracts.bad) {
  test(`extract refused: ${v.name}`, () =>
    assert.rejects(openedExtract(v), (e) =>
      v['fault'] === undefined ? e instanceof MalformedError : e instanceof SealingError && e.fault === v['fault'],
    ));
}
