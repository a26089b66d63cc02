// The circles about which reporters of one group were asked, from their threads alone.
import { type AskedCircle, circlesIn, mayAskForCircle } from '../../../../Escrow/Messages/circles.ts';
import { toBase64Url } from '../../../../Sealing/wire.ts';
import type { DeskReport, Section } from '../opened-desk.ts';

/** One whom an ask reached. */
export interface AskedReport {
  readonly report: DeskReport;
  readonly asked: AskedCircle;
}

export interface GroupCircle {
  /** Its id, base64url. */
  readonly circle: string;
  readonly all: readonly AskedReport[];
  /** What the newest news say to those who are in it; null where there are none. */
  readonly state: AskedCircle['state'];
}

/** The circles of a group, oldest first. */
export function circlesOf({ reports }: Pick<Section, 'reports'>): GroupCircle[] {
  const all = new Map<string, AskedReport[]>();
  for (const report of reports) {
    for (const asked of circlesIn(report.messages)) all.set(asked.circle, [...(all.get(asked.circle) ?? []), { report, asked }]);
  }
  return [...all].map(([circle, ones]) => {
    // Whoever took the report back hears no news any more. Open, as long as it is to one: not all were told of an end.
    const states = ones
      .filter(({ report, asked }) => !report.answer.withdrawn && asked.answered?.said === 'yes')
      .map(({ asked }) => asked.state);
    const state = (['open', 'closed', 'off'] as const).find((one) => states.includes(one));
    return { circle, all: ones, state: state ?? ones.map(({ asked }) => asked.state).find((one) => one !== null) ?? null };
  });
}

/**
 * Who can be asked: one report of each reporter, that opened and was not taken back, of somebody who has not said no or nothing.
 * @param all of the desk: what somebody answered in another report of theirs counts as well.
 */
export function whomToAsk({ reports }: Pick<Section, 'reports'>, all: readonly DeskReport[]): DeskReport[] {
  const asked = new Map<string, AskedCircle[]>();
  for (const report of all) {
    const family = familyOf(report);
    if (family !== null) asked.set(family, [...(asked.get(family) ?? []), ...circlesIn(report.messages)]);
  }
  const families = new Set<string>();
  return reports.filter((report) => {
    const family = familyOf(report);
    if (family === null || report.answer.withdrawn || families.has(family)) return false;
    families.add(family);
    return mayAskForCircle(asked.get(family) ?? []);
  });
}

const familyOf = ({ opened }: DeskReport): string | null => opened && toBase64Url(opened.statement.family);
