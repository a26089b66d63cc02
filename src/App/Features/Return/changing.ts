// Changes a report of a visit, takes it back, and writes to its organisation. Fetched when one of these is asked for.
import '../Write/Bundled/envelopes.ts';
import type { ReportDocument, ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { sealWithdrawal } from '../../../Escrow/Depositing/report-sealer.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { circlesIn } from '../../../Escrow/Messages/circles.ts';
import { sealMessage } from '../../../Escrow/Messages/message.ts';
import type { MessageKind } from '../../../Escrow/Messages/message-kind.ts';
import { fromBase64Url } from '../../../Sealing/wire.ts';
import { NotThere } from '../../Components/Later/later.ts';
import { hourOf } from '../Write/hour-of.ts';
import { sealChange } from '../Write/seal.ts';
import { isSettled, post, sendSealed, sendStatement, sentence, type Told } from '../Write/sending.ts';
import { type OpenedReport, refresh, type Visit } from './visit.ts';

/** Seals and sends the next version. @returns the message id of what went wrong, or null. */
export async function changeReport(
  visit: Visit,
  report: OpenedReport,
  draft: ReportDraft,
  files: readonly string[],
  told: Told,
): Promise<string | null> {
  if (!report.document) return 'send.unsealed';
  let sealed: Awaited<ReturnType<typeof sealChange>>;
  try {
    sealed = await unsent(report, [draft, files], () =>
      sealChange(visit.keys, stillReferred(draft, report.document as ReportDocument), files, report.number, {
        statement: report.statement,
        document: report.document as ReportDocument,
      }),
    );
  } catch (e) {
    if (e instanceof NotThere) throw e;
    return e instanceof RangeError ? 'send.unsealed' : 'send.offline';
  }
  if (draft.organisation !== report.document.organisation) await leaveCircles(visit, report);
  const outcome = await sendSealed(sealed, told);
  // Not taken, so the next try seals anew, perhaps to other keys.
  if (isSettled(outcome)) waiting.delete(report);
  if (outcome !== 'stored') return sentence(outcome);
  await refresh(visit);
  return null;
}

/** A report that was referred stays one, and no voice, as long as it is sent directly to the same organisation. */
function stillReferred(draft: ReportDraft, { referred, organisation }: ReportDocument): ReportDraft {
  if (!referred || draft.organisation !== organisation || draft.quorum !== 1) return draft;
  return { ...draft, referred, identifiers: draft.identifiers.map((identifier) => ({ ...identifier, mayRelease: false })) };
}

/** Sealed but not confirmed yet, by report: the same answers again are sent in the same bytes. */
const waiting = new WeakMap<OpenedReport, { words: string; sealed: Awaited<ReturnType<typeof sealChange>> }>();

async function unsent(report: OpenedReport, answers: unknown, seal: () => ReturnType<typeof sealChange>) {
  const words = JSON.stringify(answers);
  const last = waiting.get(report);
  if (last?.words === words) return last.sealed;
  const sealed = await seal();
  waiting.set(report, { words, sealed });
  return sealed;
}

/** With the report goes the way to the circles that she is in through it. A page or site that cannot be reached now keeps nobody from taking it back. */
async function leaveCircles(visit: Visit, report: OpenedReport): Promise<void> {
  const open = circlesIn(report.messages).filter(({ state }) => state === 'open');
  if (open.length === 0) return;
  try {
    const { leaveCircle } = await import('./circle-page.ts');
    for (const asked of open) await leaveCircle(visit, asked);
  } catch {
    // Her turns pass as they come, and the advocate can end the circle.
  }
}

/** Takes a report back. */
export async function withdrawReport(visit: Visit, report: OpenedReport, told: Told): Promise<boolean> {
  const body = await sealWithdrawal(await loadManifest(fetch.bind(globalThis)), visit.keys, { statement: report.statement });
  await leaveCircles(visit, report);
  if ((await sendStatement(body, told)) !== 'stored') return false;
  visit.reports = visit.reports.filter((other) => other !== report);
  visit.found = { ...visit.found, reports: visit.found.reports.filter((other) => other.handle !== report.handle) };
  return true;
}

/** Seals and sends a message to the organisation that the report is for now. @param kind what it says as data beside its text. */
export async function sendMessage(visit: Visit, report: OpenedReport, text: string, told: Told, kind?: MessageKind): Promise<boolean> {
  if (!report.document) return false;
  const thread = { deployment: visit.manifest.deployment, handle: fromBase64Url(report.handle, 16), threadKey: report.document.threadKey };
  const message = await sealMessage(thread, 0, visit.keys.signing, text, hourOf(new Date()), kind);
  const answer = await post('/api/messages', message, told);
  if (!answer?.ok) return false;
  await refresh(visit);
  return true;
}
