// Everything on the desk once the key is unlocked: each report opened or refused, and which belong together.
import type { ReportFault } from '../../../Escrow/Depositing/report-fault.ts';
import { ReportRefused, require } from '../../../Escrow/Depositing/report-fault.ts';
import { type Manifest, organisationOf } from '../../../Escrow/Manifests/manifest.ts';
import { type Message, openMessages } from '../../../Escrow/Messages/message.ts';
import { asksNothing } from '../../../Escrow/Messages/retaliation-watch.ts';
import { type Group, type GroupAnswer, mergeGroups } from '../../../Escrow/Releasing/groups.ts';
import { provenGroups } from '../../../Escrow/Releasing/proven-groups.ts';
import { type FingerprintOf, type OpenedReport, openReleasedReport } from '../../../Escrow/Releasing/report-opener.ts';
import type { OrganisationKey } from '../../../Sealing/organisation-key.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';
import type { DeskContent, DeskEntry } from './desk-api.ts';

/** One report: opened, or refused with the check that failed. */
export interface DeskReport {
  readonly handle: string;
  readonly answer: DeskEntry;
  readonly opened: OpenedReport | null;
  readonly fault: ReportFault | null;
  readonly messages: readonly Message[];
  /** Whether the last message is from the reporter, and asks for an answer. */
  readonly waiting: boolean;
}

/** Reports under one heading: a group, those sent directly, those that were refused and are in no group, or, in their order, those who wait or those that are due. */
export interface Section {
  readonly kind: 'group' | 'direct' | 'refused' | 'waiting' | 'due';
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

/** What reports are opened with. */
export interface Opener {
  readonly manifest: Manifest;
  readonly keys: readonly OrganisationKey[];
  /** The organisation's id. */
  readonly organisation: string;
  readonly fingerprintOf: FingerprintOf;
}

/** Opens a report and its messages. Nothing that fails a check is given as if it had passed. */
export async function openReport(opener: Opener, answer: DeskEntry, content: DeskContent): Promise<DeskReport> {
  const { manifest, keys, organisation, fingerprintOf } = opener;
  const { handle } = answer;
  try {
    const opened = await openReleasedReport(manifest, keys, content, fingerprintOf);
    // Under another name it would be a second report, and agree with itself.
    require(toBase64Url(opened.statement.handle) === handle && opened.statement.version === answer.version, 'wrong-place');
    const thread = {
      deployment: manifest.deployment,
      handle: opened.statement.handle,
      threadKeys: [opened.document.threadKey],
      family: opened.statement.family,
      organisationKeys: organisationOf(manifest, organisation).keys.map((key) => key.signingKey),
    };
    const messages = await openMessages(thread, content.messages);
    const waiting = messages[messages.length - 1]?.direction === 0 && !asksNothing(messages);
    return { handle, answer, opened, fault: null, messages, waiting };
  } catch (e) {
    if (!(e instanceof ReportRefused)) throw e;
    return { handle, answer, opened: null, fault: e.fault, messages: [], waiting: false };
  }
}

/** One name for a version of a report. */
export const nameOf = ({ handle, version }: { readonly handle: string; readonly version: number }): string => `${handle}.${version}`;

/** Puts reports that were opened in order: of each its newest version, under the group that its records prove. */
export function arrange(all: readonly DeskReport[], groups: readonly GroupAnswer[]): OpenedDesk {
  const byName = new Map(all.map((report) => [nameOf(report.answer), report]));
  const openedOf = (handle: string, version: number) => byName.get(nameOf({ handle, version }))?.opened ?? null;
  const kindOfSlot = (handle: string, version: number, slot: number): string | null => {
    const opened = openedOf(handle, version);
    const identifier = opened?.document.slots[slot] ?? null;
    return identifier === null ? null : opened!.document.identifiers[identifier]!.kind;
  };
  const newest = new Map<string, DeskReport>();
  for (const report of all) {
    const known = newest.get(report.handle);
    if (!known || known.answer.version < report.answer.version) newest.set(report.handle, report);
  }
  const merged = mergeGroups(provenGroups(groups, openedOf), kindOfSlot);
  return { sections: sectionsOf(merged, newest), reports: all.filter((report) => newest.get(report.handle) === report) };
}

function sectionsOf(groups: readonly Group[], reports: ReadonlyMap<string, DeskReport>): Section[] {
  const sections = groups.map((group) =>
    section(
      'group',
      group,
      group.handles.flatMap((handle) => reports.get(handle) ?? []),
    ),
  );
  const grouped = new Set(groups.flatMap((group) => group.handles));
  const alone = [...reports.values()].filter((report) => !grouped.has(report.handle));
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

/** By code units: hours in the order of time. */
export const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
