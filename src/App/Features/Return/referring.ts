// Sends parts of a report to an institution as a report of its own, sealed here. It cannot go twice: its number is the next that her
// receipt has free, and trustees take a number once (docs/adr/0045-a-referral-is-her-own-new-report.md).
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument, ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { decodeStatement, mostReports } from '../../../Escrow/Depositing/statement.ts';
import { fromBase64Url } from '../../../Sealing/wire.ts';
import type { KeptFile } from '../Attachments/kept-file.ts';
import { hourOf } from '../Write/hour-of.ts';
import { type Sealed, sealNew } from '../Write/seal.ts';
import { isSettled, sendSealed, type Told } from '../Write/sending.ts';
import { type Referring, sentFor } from './referral-card.ts';
import { only } from './referral-parts.ts';
import { openOwnFile, refresh, type Visit } from './visit.ts';

/** What she agreed to. */
export interface Agreed extends Referring {
  /** By name. */
  readonly parts: readonly string[];
  /** The id of the organisation that asked; null where she leaves it out. */
  readonly by: string | null;
}

/** Sealed and not confirmed yet, by visit: the same answers again are sent in the same bytes. */
const waiting = new WeakMap<Visit, { words: string; number: number; sealed: Omit<Sealed, 'digits'> }>();

/** Files that were sealed anew, by the file that they were made of: what has arrived is not sent again. */
const copies = new WeakMap<ReportAttachment, Copy>();

/** A file that is sealed anew. */
interface Copy {
  readonly kept: KeptFile;
  readonly content: Blob;
}

/** @returns the message id of what went wrong, or null: then it is there, now or since an earlier try. */
export async function sendReferral(agreed: Agreed, told: Told): Promise<string | null> {
  const { visit } = agreed.shown;
  const files = await sealFiles(agreed, told);
  if (files === null) return 'referral.files';
  const draft = draftOf(agreed);
  const words = JSON.stringify([agreed.asked.ask, agreed.parts, agreed.by]);
  for (let number = nextNumber(visit); number < mostReports; number = Math.max(number + 1, nextNumber(visit))) {
    const last = waiting.get(visit);
    const sealing = last?.words === words ? last : { words, number, sealed: await sealNew(visit.keys, draft, files, number) };
    if (!agreed.shown.isOpen()) return null;
    waiting.set(visit, sealing);
    const outcome = await sendSealed(sealing.sealed, told);
    if (outcome === 'stored' || isSettled(outcome)) waiting.delete(visit);
    if (outcome === 'files') for (const file of chosenFiles(agreed)) copies.delete(file);
    if (outcome !== 'stored' && outcome !== 'taken') return outcome === 'files' ? 'referral.files' : 'messages.failed';
    await refresh(visit);
    // Taken by the same referral: an earlier try arrived though its answer was lost, or another tab was first.
    if (outcome === 'stored' || sentFor(agreed)) return null;
  }
  return 'referral.full';
}

function draftOf({ report, asked, parts, by }: Agreed): ReportDraft {
  const { attachments: _, ...chosen } = only(report.document as ReportDocument, parts);
  return {
    ...chosen,
    organisation: asked.institution,
    quorum: 1,
    // No voice: her earlier report is one, and the institution is told nothing of others who named the same person.
    identifiers: chosen.identifiers.map((identifier) => ({ ...identifier, mayRelease: false })),
    written: hourOf(new Date()),
    referred: { by, ask: fromBase64Url(asked.ask, 16) },
  };
}

/** The number after the highest of her reports, those that were taken back included. */
const nextNumber = ({ found }: Visit): number =>
  1 +
  Math.max(
    -1,
    ...found.reports.flatMap(({ versions }) => versions.map(({ statement }) => decodeStatement(fromBase64Url(statement)).number)),
  );

const chosenFiles = ({ report, parts }: Agreed): readonly ReportAttachment[] =>
  only(report.document as ReportDocument, parts).attachments ?? [];

/** The chosen files under new keys, as a form keeps them; null where one cannot be had or sent now. */
async function sealFiles(agreed: Agreed, told: Told): Promise<string[] | null> {
  const { visit } = agreed.shown;
  const kept: string[] = [];
  for (const file of chosenFiles(agreed)) {
    const copy = copies.get(file) ?? (await copyOf(visit, file));
    if (copy === null) return null;
    copies.set(file, copy);
    if (copy.kept.digest === undefined && !(await sendCopy(copy, visit, told))) {
      copies.delete(file);
      return null;
    }
    kept.push(JSON.stringify(copy.kept));
  }
  return kept;
}

async function copyOf(visit: Visit, file: ReportAttachment): Promise<Copy | null> {
  const content = await openOwnFile(visit, file, () => {});
  const { newFile } = await import('../Attachments/attached-files.ts');
  return content && { content, kept: { ...newFile(content, file.name, file.removed, file.question), type: file.type } };
}

async function sendCopy({ kept, content }: Copy, visit: Visit, told: Told): Promise<boolean> {
  const changed = (arrived: number, of: number) => told('files.sending', { percent: Math.floor((100 * arrived) / of) });
  const { upload } = await import('../Attachments/attached-files.ts');
  return (await upload(content, kept, { deployment: visit.manifest.deployment, changed, signal: new AbortController().signal })) === 'done';
}
