// Sends parts of a report to an institution as a report of its own, sealed here. What may have arrived is sent again in the very same
// bytes, and no number is passed over that this page cannot account for (docs/adr/0045-a-referral-is-her-own-new-report.md).
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument, ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { decodeStatement, mostReports } from '../../../Escrow/Depositing/statement.ts';
import { only } from '../../../Escrow/Messages/report-parts.ts';
import { fromBase64Url } from '../../../Sealing/wire.ts';
import type { KeptFile } from '../Attachments/kept-file.ts';
import { hourOf } from '../Write/hour-of.ts';
import { type Sealed, sealNew } from '../Write/seal.ts';
import { isSettled, sendSealed, type Told } from '../Write/sending.ts';
import { type Referring, sentFor } from './referral-card.ts';
import { holdsExactly } from './referral-parts.ts';
import { type OpenedReport, openOwnFile, refresh, type Visit } from './visit.ts';

/** What she agreed to. */
export interface Agreed extends Referring {
  /** By name. */
  readonly parts: readonly string[];
  /** The id of the organisation that asked; null where she leaves it out. */
  readonly by: string | null;
}

/** What was sealed and may have arrived. Nothing else is sent for the same question until that is settled. */
export interface Unsettled extends Pick<Agreed, 'parts' | 'by'> {
  /** The report as it was when the parts were chosen: their names count in it. */
  readonly document: ReportDocument;
  readonly number: number;
  readonly sealed: Omit<Sealed, 'digits'>;
}

/** By visit, then by report and institution. */
const unsettled = new WeakMap<Visit, Map<string, Unsettled>>();

/** What she has sent to this institution without knowing whether it arrived; undefined where there is nothing such. */
export const unsettledOf = (of: Referring): Unsettled | undefined => unsettled.get(of.shown.visit)?.get(placeOf(of));

const placeOf = ({ report, asked }: Referring): string => `${report.handle} ${asked.institution}`;

function note(of: Referring, sent: Unsettled) {
  const { visit } = of.shown;
  if (!unsettled.has(visit)) unsettled.set(visit, new Map());
  unsettled.get(visit)!.set(placeOf(of), sent);
}

/** Files that were sealed anew, by the file that they were made of: what has arrived is not sent again. */
const copies = new WeakMap<ReportAttachment, Copy>();

/** A file that is sealed anew. */
interface Copy {
  readonly kept: KeptFile;
  readonly content: Blob;
}

/** How it went, each a message id: `said` where it is there, now or since an earlier try; `failed` where it is not known to be. */
export type Sent = { readonly said: string } | { readonly failed: string };

/** Where something is unsettled for the question, that goes again, whatever is chosen now. */
export async function sendReferral(agreed: Agreed, told: Told): Promise<Sent> {
  const { visit } = agreed.shown;
  for (;;) {
    const sealing = unsettledOf(agreed) ?? (await seal(agreed, told));
    if ('failed' in sealing) return sealing;
    if (!agreed.shown.isOpen()) return { failed: 'messages.failed' };
    note(agreed, sealing);
    const outcome = await sendSealed(sealing.sealed, told);
    if (outcome !== 'stored' && !isSettled(outcome)) return { failed: 'referral.unsure' };
    unsettled.get(visit)?.delete(placeOf(agreed));
    if (outcome === 'files') for (const file of chosenFiles(agreed)) copies.delete(file);
    if (outcome !== 'stored' && outcome !== 'taken') return { failed: outcome === 'files' ? 'referral.files' : 'messages.failed' };
    await refresh(visit);
    if (outcome === 'stored') return { said: 'referral.sent' };
    // Taken by the same referral: an earlier try arrived though its answer was lost, or another tab was first.
    const sent = sentFor(agreed);
    if (sent) return { said: wentAs(sealing, sent) ? 'referral.sent' : 'referral.came' };
    // Taken by what is not on her page. That may be an earlier try of this, which is listed only once all trustees have confirmed it.
    if (freeNumber(visit) === sealing.number) return { failed: 'referral.earlier' };
  }
}

async function seal(agreed: Agreed, told: Told): Promise<Unsettled | { failed: string }> {
  const { report, parts, by, shown } = agreed;
  const number = freeNumber(shown.visit);
  if (number >= mostReports) return { failed: 'referral.full' };
  const files = await sealFiles(agreed, told);
  if (files === null) return { failed: 'referral.files' };
  const sealed = await sealNew(shown.visit.keys, draftOf(agreed), files, number);
  return { document: report.document as ReportDocument, parts, by, number, sealed };
}

/** Whether a report that is there is exactly what she chose. */
const wentAs = ({ document, parts, by }: Unsettled, sent: OpenedReport): boolean =>
  sent.version === 1 && sent.document?.referred?.by === by && holdsExactly(document, parts, sent.document);

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

/** The lowest number that none of her reports has, as far as this page knows. None is passed over: what is not listed may be under way. */
function freeNumber({ found }: Visit): number {
  const held = new Set(found.reports.flatMap(({ versions }) => versions.map((v) => decodeStatement(fromBase64Url(v.statement)).number)));
  let number = 0;
  while (held.has(number)) number++;
  return number;
}

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
