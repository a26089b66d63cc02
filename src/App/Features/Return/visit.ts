// One visit with a receipt: find the reports and open them. Fetched while the digits are typed.
import '../Write/Bundled/envelopes.ts';
import type { LookupAnswer, OwnReport, OwnVersion } from '../../../Escrow/Depositing/own-report.ts';
import { openEarlier, openOwnReports } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { loadManifest, type Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { type Message, openMessages } from '../../../Escrow/Messages/message.ts';
import { withOwnAsks } from '../../../Escrow/Messages/own-asks.ts';
import { stampedAt } from '../../../Escrow/TimeStamps/time-stamp.ts';
import { deriveReceipt, type ReceiptKeys } from '../../../Sealing/receipt.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '../../../Sealing/wire.ts';
import { keptOf } from '../Attachments/attachments-of.ts';
import { openFile } from '../Attachments/opening.ts';
import { deviceNotes } from '../Write/device-notes.ts';
import type { Kept } from '../Write/draft.ts';
import { type DeviceDraft, KeptHere } from '../Write/kept-here.ts';
import { post } from '../Write/sending.ts';
import { type Mistyped, readTyped } from './typed-numbers.ts';

export interface Visit {
  keys: ReceiptKeys;
  manifest: Manifest;
  reports: OpenedReport[];
  /** What they were opened from, as the site gave it. */
  found: LookupAnswer;
  /** Lets go of everything that was opened. What JavaScript still holds of it goes with the next collection. */
  close(): void;
}

export interface OpenedReport {
  /** Base64url, as the site names it. */
  handle: string;
  number: number;
  /** What holds now; null where it could not be opened. */
  document: ReportDocument | null;
  /** The last version's signed statement: a change or withdrawal follows it. */
  statement: Bytes;
  /** Of every version, newest last: messages under an earlier organisation's key still open. */
  threadKeys: Bytes[];
  hour: string;
  /** What holds now, as a form keeps files (Attachments/kept-file.ts). */
  files: string[];
  /** From 1; what holds now. */
  version: number;
  /** When the newest version was time-stamped; null where it is not yet. */
  stamped: Date | null;
  /** The versions before it that are kept for her, oldest first. */
  earlier: readonly OwnVersion[];
  messages: Message[];
}

/** What these numbers keep on this device and never sent. */
export interface KeptDraft {
  draft: DeviceDraft;
  kept: Kept;
}

export type Opening =
  | { visit: Visit; draft: KeptDraft | null; failed?: undefined }
  | { visit?: undefined; draft: KeptDraft; failed?: undefined }
  | (Mistyped & { readonly visit?: undefined; readonly draft?: undefined });

/** Opens everything under these digits or words, at the site and on this device; `failed` is the message id of what to say. */
export async function openVisit(typed: string, language: string): Promise<Opening> {
  const read = await readTyped(typed, language);
  if (read.digits === undefined) return read;
  const { digits } = read;
  const manifest = await loadManifest(fetch.bind(globalThis));
  const keys = await deriveReceipt(digits, manifest.deployment);
  const seen = await lookUp(keys, manifest);
  const notes = deviceNotes();
  const found = notes && (await new KeptHere(notes).find({ keys, deployment: manifest.deployment }));
  const draft = found && { draft: found.draft, kept: { numbers: digits, name: found.name } };
  // Both: it may have been sent without an answer, or been gone on with after it was sent. She knows, and removes it if she wants to.
  if (seen !== null && seen.reports.length > 0) return { visit: visitOf(keys, manifest, seen), draft };
  if (draft) return { draft };
  return { failed: seen === null ? 'return.offline' : 'return.none' };
}

/** What a look-up gave, opened and as it came. */
interface Seen {
  reports: OpenedReport[];
  found: LookupAnswer;
}

function visitOf(keys: ReceiptKeys, manifest: Manifest, seen: Seen): Visit {
  return {
    keys,
    manifest,
    ...seen,
    close() {
      keys.lookup.fill(0);
      keys.circles.fill(0);
      for (const report of this.reports) for (const key of report.threadKeys) key.fill(0);
      this.reports = [];
      this.found = { reports: [], messages: [] };
    },
  };
}

async function lookUp(keys: ReceiptKeys, manifest: Manifest): Promise<Seen | null> {
  const answer = await post('/api/lookup', { lookup: toBase64Url(keys.lookup) });
  if (!answer?.ok) return null;
  const found = (await answer.json()) as LookupAnswer;
  const own = await openOwnReports(keys, manifest, found);
  const shown = own.filter((report) => report.refused !== undefined || !report.withdrawn);
  return { reports: await Promise.all(shown.map((report) => opened(report, found, keys, manifest))), found };
}

async function opened(report: OwnReport, found: LookupAnswer, keys: ReceiptKeys, manifest: Manifest): Promise<OpenedReport> {
  if (report.refused !== undefined) {
    const nothing = {
      document: null,
      statement: new Uint8Array(),
      threadKeys: [],
      hour: '',
      files: [],
      version: 0,
      stamped: null,
      earlier: [],
      messages: [],
    };
    return { handle: report.handle, number: 0, ...nothing };
  }
  const threadKeys = report.versions.flatMap((version) => (version.document ? [version.document.threadKey] : [])).reverse();
  const signingKeys = (of: Manifest['organisations']) => of.flatMap((o) => o.keys.map((key) => key.signingKey));
  const organisationKeys = signingKeys(manifest.organisations);
  const current = signingKeys(manifest.organisations.filter(({ id }) => id === report.latest.document?.organisation));
  const handle = fromBase64Url(report.handle, 16);
  const thread = { deployment: manifest.deployment, handle, threadKeys, family: keys.signing.publicKey, organisationKeys };
  return {
    handle: report.handle,
    number: report.number,
    document: report.latest.document,
    statement: report.latest.statement,
    threadKeys,
    hour: report.latest.hour,
    files: (report.latest.document?.attachments ?? []).map(keptOf),
    version: report.latest.version,
    stamped: await stampedOf(report.latest),
    earlier: report.versions.slice(0, -1),
    messages: await withOwnAsks(await openMessages(thread, found.messages), { ...thread, organisationKeys: current }, found.messages),
  };
}

const stampedOf = ({ statement, answer }: OwnVersion): Promise<Date | null> =>
  stampedAt(statement, fromBase64Url(answer.signature), answer.stamp);

/** What an earlier version says; null where the site does not give it now, or gives something else. */
export async function readEarlier(visit: Visit, report: OpenedReport, version: OwnVersion): Promise<ReportDocument | null> {
  const answer = await post('/api/versions', { lookup: toBase64Url(visit.keys.lookup), handle: report.handle, version: version.version });
  if (!answer?.ok) return null;
  const { content } = (await answer.json()) as { content?: unknown };
  return openEarlier(visit.keys, visit.manifest, version, content);
}

/** Opens a file of hers; null where the site does not give it now. @throws SealingError where it was changed. */
export function openOwnFile(visit: Visit, file: ReportAttachment, opened: (part: number, of: number) => void): Promise<Blob | null> {
  return openFile(file, visit.manifest.deployment, (id, index) => chunkOf(visit, id, index), opened);
}

/** One sealed chunk of a file of hers; null where the site does not give it now. */
export async function chunkOf(visit: Visit, id: Bytes, index: number): Promise<Bytes | null> {
  const answer = await post('/api/attachments/chunks', { lookup: toBase64Url(visit.keys.lookup), id: toBase64Url(id), index });
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

/** Looks everything up again, after something was sent. */
export async function refresh(visit: Visit) {
  Object.assign(visit, await lookUp(visit.keys, visit.manifest));
}
