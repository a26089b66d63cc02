// Opens a released report in the advocate's browser, refusing whatever does not fit what was deposited (docs/formats/release.md).
import { sha256 } from '../../Sealing/digest.ts';
import { escrowContext } from '../../Sealing/envelope-keys.ts';
import { hpkeOpen } from '../../Sealing/hpke.ts';
import type { OrganisationKey } from '../../Sealing/organisation-key.ts';
import { openSmallEnvelope } from '../../Sealing/small-envelope.ts';
import { ByteReader, type Bytes, fromBase64Url, label, same } from '../../Sealing/wire.ts';
import type { ReportDocument } from '../Depositing/report-document.ts';
import { orRefuse, ReportRefused, require } from '../Depositing/report-fault.ts';
import { checkContent, checkStatement, openContent, type SignedStatement } from '../Depositing/sealed-content.ts';
import { withdraw, wrapAad } from '../Depositing/statement.ts';
import type { Manifest } from '../Manifests/manifest.ts';
import { decodeReleaseRecord, type ReleaseRecord, slotAad, verifyReleaseRecord } from './release-record.ts';

/** A released report as the desk's API gives it. */
export interface ReleasedAnswer {
  readonly statement: string;
  readonly signature: string;
  readonly content: string;
  readonly escrowed: string;
  readonly records: readonly { readonly record: string; readonly signature: string }[];
}

/** What a released slot turned out to be. */
export interface OpenedSlot {
  /** 0 to 3. */
  readonly slot: number;
  /** The run and group, base64url of 16 and 8 bytes. */
  readonly run: Bytes;
  readonly tag: Bytes;
  /** Which identifier of the document matched, or null for padding: the report was sent directly. */
  readonly identifier: number | null;
  /** What the slot held: the same in every report of a group. */
  readonly fingerprint: bigint;
}

/** A report that passed every check. */
export interface OpenedReport {
  readonly statement: SignedStatement;
  readonly document: ReportDocument;
  readonly slots: readonly OpenedSlot[];
}

/** The fingerprint of an identifier, or null where it cannot be made comparable (src/Escrow/Identifiers). */
export type FingerprintOf = (salt: Bytes, identifier: ReportDocument['identifiers'][number]) => Promise<bigint | null>;

/**
 * Checks and opens a released report.
 * @param keys the organisation's keys of every epoch that this member has unlocked.
 * @throws ReportRefused naming the check that failed.
 */
export async function openReleasedReport(
  manifest: Manifest,
  keys: readonly OrganisationKey[],
  report: ReleasedAnswer,
  fingerprintOf: FingerprintOf,
): Promise<OpenedReport> {
  const statement = await checkStatement(manifest, report.statement, report.signature);
  require(statement.operation !== withdraw, 'statement');
  const { content, escrowed } = await checkContent(statement, report.content, report.escrowed);
  const key = keys.find((k) => same(k.box.publicKey, statement.recipientKey));
  require(key !== undefined, 'wrong-place');

  const verified = await verifiedRecords(manifest, report.records);
  const runs = groupByRun(verified);
  const statementHash = await sha256(statement.bytes);
  let escrowKey: Bytes | undefined;
  const released: { readonly slot: number; readonly run: Bytes; readonly tag: Bytes; readonly fingerprint: bigint }[] = [];
  for (const records of runs) {
    const [first, second] = pairOf(records, verified);
    for (const record of records) require(fits(record, statement, statementHash), 'records-disagree');
    const parts = joinParts(records);
    escrowKey ??= parts;
    require(same(escrowKey, parts), 'parts-disagree');
    released.push(...(await openSlots(key, first, second)));
  }
  require(escrowKey !== undefined, 'record-signature');

  const { deployment, handle, version, recipientKey } = statement;
  const opensWith = escrowKey;
  const wrap = await orRefuse('escrow-key', () => openSmallEnvelope(opensWith, escrowContext(deployment, handle, version), escrowed));
  const aad = wrapAad(deployment, handle, version, recipientKey);
  const contentKey = await orRefuse('content-key', () => hpkeOpen(key.box, label('chorus/v1/wrap'), aad, wrap));
  const document = await openContent(manifest, statement, contentKey, content);

  const slots: OpenedSlot[] = [];
  for (const { slot, run, tag, fingerprint } of released) {
    const identifier = await holderOf(manifest, document, slot, fingerprint, fingerprintOf);
    slots.push({ slot, run, tag, identifier, fingerprint });
  }
  return { statement, document, slots };
}

async function verifiedRecords(manifest: Manifest, answers: ReleasedAnswer['records']): Promise<ReleaseRecord[]> {
  const records: ReleaseRecord[] = [];
  for (const { record, signature } of answers) {
    const bytes = await orRefuse('record', () => fromBase64Url(record));
    const decoded = await orRefuse('record', () => decodeReleaseRecord(bytes));
    const signed = await orRefuse('record-signature', () => verifyReleaseRecord(manifest, decoded, bytes, fromBase64Url(signature)));
    require(signed, 'record-signature');
    records.push(decoded);
  }
  return records;
}

/** A report that is released again, with people new to it, has records of several runs. */
function groupByRun(records: readonly ReleaseRecord[]): ReleaseRecord[][] {
  const runs: ReleaseRecord[][] = [];
  for (const record of records) {
    const run = runs.find((r) => same(r[0]!.run, record.run));
    if (run) run.push(record);
    else runs.push([record]);
  }
  return runs;
}

/** Two records of one run by two trustees, which agree in everything but trustee and parts. */
function pairOf(records: readonly ReleaseRecord[], all: readonly ReleaseRecord[]): [ReleaseRecord, ReleaseRecord] {
  const first = records[0]!;
  const second = records.find((r) => r.trustee !== first.trustee);
  // A second trustee's record that names another run is a disagreement, not a missing signature.
  require(second !== undefined || all.every((r) => r.trustee === first.trustee), 'records-disagree');
  require(second !== undefined && new Set(records.map((r) => r.trustee)).size === records.length, 'record-signature');
  for (const other of records) require(agree(first, other), 'records-disagree');
  return [first, second];
}

const agree = (a: ReleaseRecord, b: ReleaseRecord): boolean =>
  same(a.deployment, b.deployment) &&
  same(a.run, b.run) &&
  a.runNumber === b.runNumber &&
  same(a.handle, b.handle) &&
  a.version === b.version &&
  same(a.statementHash, b.statementHash) &&
  same(a.recipientKey, b.recipientKey) &&
  a.slots.length === b.slots.length &&
  a.slots.every((slot, i) => slot.slot === b.slots[i]!.slot && same(slot.tag, b.slots[i]!.tag));

/** The hash stands for all of the statement; the fields beside it are compared so that no record contradicts itself. */
const fits = (record: ReleaseRecord, statement: SignedStatement, statementHash: Bytes): boolean =>
  same(record.deployment, statement.deployment) &&
  same(record.handle, statement.handle) &&
  record.version === statement.version &&
  same(record.statementHash, statementHash) &&
  same(record.recipientKey, statement.recipientKey);

/** XOR of parts 0, 1 and 2, after every copy of a part was found equal to its others. */
function joinParts(records: readonly ReleaseRecord[]): Bytes {
  const parts: (Bytes | undefined)[] = [undefined, undefined, undefined];
  for (const { trustee, escrow } of records) {
    for (const [offset, copy] of escrow.entries()) {
      const j = (trustee + offset) % 3;
      const known = parts[j];
      require(known === undefined || same(known, copy), 'parts-disagree');
      parts[j] = copy;
    }
  }
  const [a, b, c] = parts;
  // Two trustees hold all three parts between them.
  require(a !== undefined && b !== undefined && c !== undefined, 'record-signature');
  return a.map((byte, i) => byte ^ b[i]! ^ c[i]!);
}

async function openSlots(key: OrganisationKey, first: ReleaseRecord, second: ReleaseRecord) {
  const opened: { slot: number; run: Bytes; tag: Bytes; fingerprint: bigint }[] = [];
  for (const [i, { slot, tag }] of first.slots.entries()) {
    const parts: (bigint | undefined)[] = [undefined, undefined, undefined];
    for (const record of [first, second]) {
      const sealed = record.slots[i]!.sealedFingerprint;
      const text = await orRefuse('sealed-fingerprint', () => hpkeOpen(key.box, label('chorus/v1/slot'), slotAad(record, slot), sealed));
      const reader = new ByteReader(text);
      for (const offset of [0, 1]) {
        const j = (record.trustee + offset) % 3;
        const copy = await orRefuse('sealed-fingerprint', () => reader.u64());
        require(parts[j] === undefined || parts[j] === copy, 'parts-disagree');
        parts[j] = copy;
      }
      await orRefuse('sealed-fingerprint', () => reader.end());
    }
    opened.push({ slot, run: first.run, tag, fingerprint: parts[0]! ^ parts[1]! ^ parts[2]! });
  }
  return opened;
}

/** The identifier whose fingerprint was released, or null if the slot was padding. Nothing else may have been in it. */
async function holderOf(
  manifest: Manifest,
  document: ReportDocument,
  slot: number,
  fingerprint: bigint,
  fingerprintOf: FingerprintOf,
): Promise<number | null> {
  const index = document.slots[slot]!;
  if (index === null) {
    const nth = document.slots.slice(0, slot).filter((s) => s === null).length;
    require(document.padding[nth] === fingerprint, 'slot');
    // Padding is random, so it meets nobody's and is released by a quorum of 1 alone: any other release of it was contrived.
    require(document.quorum === 1, 'slot');
    return null;
  }
  const expected = await orRefuse('slot', () => fingerprintOf(manifest.salt, document.identifiers[index]!));
  if (expected !== fingerprint) throw new ReportRefused('slot');
  return index;
}
