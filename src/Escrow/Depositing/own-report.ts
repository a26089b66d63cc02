// A reporter's own reports, found and opened with her receipt (docs/formats/site-api.md, deposit.md).
import { sha256 } from '../../Sealing/digest.ts';
import { hpkeOpen } from '../../Sealing/hpke.ts';
import type { ReceiptKeys } from '../../Sealing/receipt.ts';
import { type Bytes, fromBase64Url, label, same, toBase64Url } from '../../Sealing/wire.ts';
import type { Manifest } from '../Manifests/manifest.ts';
import { checkAcknowledgements } from './acknowledgement.ts';
import type { ReportDocument } from './report-document.ts';
import { orRefuse, type ReportFault, ReportRefused, require } from './report-fault.ts';
import { checkContent, checkKeptContent, checkStatement, openContent, type SignedStatement } from './sealed-content.ts';
import { decodeStatement, type Statement, withdraw, wrapAad } from './statement.ts';

/**
 * One version as the site gives it. Of all but the newest the content is asked for by itself, and the escrowed key is destroyed: its hash is
 * left, so that the content can still be checked.
 */
export interface VersionAnswer {
  readonly statement: string;
  readonly signature: string;
  readonly content?: string | null;
  readonly escrowed?: string | null;
  readonly escrowedHash?: string | null;
  readonly selfWrap?: string | null;
  readonly acks?: readonly string[] | null;
  readonly hour: string;
  /** Its time-stamp, once it has one. */
  readonly stamp?: string | null;
}

/** The answer of `POST /api/lookup`. */
export interface LookupAnswer {
  readonly reports: readonly { readonly handle: string; readonly versions: readonly VersionAnswer[] }[];
  readonly messages: readonly MessageAnswer[];
}

/** A message as the site gives it. */
export interface MessageAnswer {
  readonly handle: string;
  readonly id: string;
  readonly direction: number;
  readonly envelope: string;
  readonly signature: string;
  readonly hour: string;
}

/** One version that opened. */
export interface OwnVersion {
  /** The 411 bytes: a change or withdrawal follows it. */
  readonly statement: Bytes;
  readonly version: number;
  /** Null for a withdrawal, and for an earlier version: `openEarlier` opens that once its content has been asked for. */
  readonly document: ReportDocument | null;
  /** Whether all three trustees signed that they have it. */
  readonly acknowledged: boolean;
  /** When the site got it. */
  readonly hour: string;
  /** As it came. */
  readonly answer: VersionAnswer;
}

/** One of her reports: its versions, oldest first, the last being what holds now; or why it is not believed. */
export type OwnReport =
  | {
      readonly handle: string;
      readonly number: number;
      readonly withdrawn: boolean;
      readonly versions: readonly OwnVersion[];
      /** The last version: what a change or withdrawal follows. */
      readonly latest: OwnVersion;
      readonly refused?: undefined;
    }
  | { readonly handle: string; readonly refused: ReportFault };

/**
 * Opens her reports. Each statement must carry her signature and follow the one before it, and each content must be the
 * one that was signed; a report that fails is returned with the check that failed, not left out. In order of number.
 */
export async function openOwnReports(keys: ReceiptKeys, manifest: Manifest, answer: LookupAnswer): Promise<OwnReport[]> {
  const reports: OwnReport[] = [];
  for (const { handle, versions } of answer.reports) {
    try {
      reports.push(await openReport(keys, manifest, handle, versions));
    } catch (e) {
      if (!(e instanceof ReportRefused)) throw e;
      reports.push({ handle, refused: e.fault });
    }
  }
  const rank = (report: OwnReport) => (report.refused === undefined ? report.number : Number.MAX_SAFE_INTEGER);
  return reports.sort((a, b) => rank(a) - rank(b));
}

async function openReport(keys: ReceiptKeys, manifest: Manifest, handle: string, answers: readonly VersionAnswer[]): Promise<OwnReport> {
  const opened: OwnVersion[] = [];
  let last: SignedStatement | undefined;
  for (const [i, answer] of answers.entries()) {
    const statement = await checkStatement(manifest, answer.statement, answer.signature);
    require(same(statement.family, keys.signing.publicKey) && toBase64Url(statement.handle) === handle, 'wrong-place');
    require(!last || (await follows(last, statement)), 'chain');
    last = statement;
    opened.push({
      statement: statement.bytes,
      version: statement.version,
      document: await openVersion(keys, manifest, statement, answer, i === answers.length - 1),
      acknowledged: await checkAcknowledgements(manifest, statement.bytes, answer.acks),
      hour: answer.hour,
      answer,
    });
  }
  require(last !== undefined, 'statement');
  const withdrawn = last.operation === withdraw;
  return { handle, number: last.number, withdrawn, versions: opened, latest: opened[opened.length - 1]! };
}

const follows = async (last: SignedStatement, next: SignedStatement): Promise<boolean> =>
  last.operation !== withdraw &&
  next.version === last.version + 1 &&
  next.number === last.number &&
  same(next.predecessor, await sha256(last.bytes));

async function openVersion(
  keys: ReceiptKeys,
  manifest: Manifest,
  statement: SignedStatement,
  answer: VersionAnswer,
  isLatest: boolean,
): Promise<ReportDocument | null> {
  if (statement.operation === withdraw) {
    require(!answer.content, 'statement');
    return null;
  }
  if (!isLatest) return null;
  const { content } = await checkContent(statement, answer.content, answer.escrowed);
  return openForSelf(keys, manifest, statement, answer, content);
}

/**
 * Opens an earlier version, whose statement `openOwnReports` has checked.
 * @param content what the site gives as its content, base64url.
 * @throws ReportRefused
 */
export async function openEarlier(keys: ReceiptKeys, manifest: Manifest, version: OwnVersion, content: unknown): Promise<ReportDocument> {
  const statement = decodeStatement(version.statement);
  return openForSelf(keys, manifest, statement, version.answer, await checkKeptContent(statement, content, version.answer.escrowedHash));
}

async function openForSelf(
  keys: ReceiptKeys,
  manifest: Manifest,
  statement: Statement,
  answer: VersionAnswer,
  content: Bytes,
): Promise<ReportDocument> {
  const aad = wrapAad(statement.deployment, statement.handle, statement.version, statement.recipientKey);
  const contentKey = await orRefuse('content-key', () =>
    hpkeOpen(keys.box, label('chorus/v1/self-wrap'), aad, fromBase64Url(answer.selfWrap)),
  );
  return openContent(manifest, statement, contentKey, content);
}
