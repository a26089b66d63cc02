// Everything on the desk once the key is unlocked: each report opened or refused, and which belong together.
import type { ReportFault } from '../../../Escrow/Depositing/report-fault.ts';
import { ReportRefused } from '../../../Escrow/Depositing/report-fault.ts';
import { type Manifest, organisationOf } from '../../../Escrow/Manifests/manifest.ts';
import { type Message, openMessages } from '../../../Escrow/Messages/message.ts';
import { type Group, mergeGroups } from '../../../Escrow/Releasing/groups.ts';
import { provenGroups } from '../../../Escrow/Releasing/proven-groups.ts';
import { type FingerprintOf, type OpenedReport, openReleasedReport } from '../../../Escrow/Releasing/report-opener.ts';
import type { OrganisationKey } from '../../../Sealing/organisation-key.ts';
import type { DeskAnswer, DeskReportAnswer } from './desk-api.ts';

/** One report: opened, or refused with the check that failed. */
export interface DeskReport {
  readonly handle: string;
  readonly answer: DeskReportAnswer;
  readonly opened: OpenedReport | null;
  readonly fault: ReportFault | null;
  readonly messages: readonly Message[];
  /** Whether the last message is from the reporter. */
  readonly waiting: boolean;
}

/** Reports under one heading: a group, those sent directly, those that were refused and are in no group, or, in that order, those who wait. */
export interface Section {
  readonly kind: 'group' | 'direct' | 'refused' | 'waiting';
  readonly group: Group | null;
  readonly reports: readonly DeskReport[];
  /** The hour of the newest release in it. */
  readonly newest: string;
}

export interface OpenedDesk {
  /** Newest first. */
  readonly sections: readonly Section[];
  readonly reports: readonly DeskReport[];
}

/**
 * Opens all reports and puts them in order. Nothing that fails a check is shown as if it had passed.
 * @param known what was opened before: a report is opened again only if anything that was checked has changed.
 */
export async function openDesk(
  manifest: Manifest,
  keys: readonly OrganisationKey[],
  organisation: string,
  answer: DeskAnswer,
  fingerprintOf: FingerprintOf,
  known: readonly DeskReport[] = [],
): Promise<OpenedDesk> {
  const all: DeskReport[] = [];
  for (const report of answer.reports) {
    const before = known.find((k) => evidence(k.answer) === evidence(report))?.opened ?? null;
    all.push(await openOne(manifest, keys, organisation, report, fingerprintOf, before));
  }
  const openedOf = (handle: string, version: number) =>
    all.find((r) => r.handle === handle && r.answer.version === version)?.opened ?? null;
  const kindOfSlot = (handle: string, version: number, slot: number): string | null => {
    const opened = openedOf(handle, version);
    const identifier = opened?.document.slots[slot] ?? null;
    return identifier === null ? null : opened!.document.identifiers[identifier]!.kind;
  };
  const groups = mergeGroups(provenGroups(answer.groups, openedOf), kindOfSlot);
  const reports = all.filter((r) => !all.some((other) => other.handle === r.handle && other.answer.version > r.answer.version));
  return { sections: sectionsOf(groups, reports), reports };
}

async function openOne(
  manifest: Manifest,
  keys: readonly OrganisationKey[],
  organisation: string,
  answer: DeskReportAnswer,
  fingerprintOf: FingerprintOf,
  before: OpenedReport | null,
): Promise<DeskReport> {
  const { handle } = answer;
  try {
    const opened = before ?? (await openReleasedReport(manifest, keys, answer, fingerprintOf));
    const thread = {
      deployment: manifest.deployment,
      handle: opened.statement.handle,
      threadKeys: [opened.document.threadKey],
      family: opened.statement.family,
      organisationKeys: organisationOf(manifest, organisation).keys.map((key) => key.signingKey),
    };
    const messages = await openMessages(thread, answer.messages);
    return { handle, answer, opened, fault: null, messages, waiting: messages[messages.length - 1]?.direction === 0 };
  } catch (e) {
    if (!(e instanceof ReportRefused)) throw e;
    return { handle, answer, opened: null, fault: e.fault, messages: [], waiting: false };
  }
}

/** All that the checks of a report look at. */
const evidence = ({ statement, signature, content, escrowed, records }: DeskReportAnswer): string =>
  JSON.stringify([statement, signature, content, escrowed, records]);

function sectionsOf(groups: readonly Group[], reports: readonly DeskReport[]): Section[] {
  const sections: Section[] = groups.map((group) =>
    section(
      'group',
      group,
      reports.filter((r) => group.handles.includes(r.handle)),
    ),
  );
  const alone = reports.filter((r) => !groups.some((g) => g.handles.includes(r.handle)));
  const refused = alone.filter((r) => r.fault !== null);
  const direct = alone.filter((r) => r.fault === null);
  if (direct.length > 0) sections.push(section('direct', null, direct));
  if (refused.length > 0) sections.push(section('refused', null, refused));
  return sections.filter((s) => s.reports.length > 0).sort((a, b) => compare(b.newest, a.newest));
}

function section(kind: Section['kind'], group: Group | null, reports: readonly DeskReport[]): Section {
  const sorted = [...reports].sort((a, b) => compare(b.answer.releasedHour, a.answer.releasedHour));
  return { kind, group, reports: sorted, newest: sorted[0]?.answer.releasedHour ?? '' };
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
