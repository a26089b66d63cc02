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
export function circlesOf({ reports }: Section): GroupCircle[] {
  const all = new Map<string, AskedReport[]>();
  for (const report of reports) {
    for (const asked of circlesIn(report.messages)) all.set(asked.circle, [...(all.get(asked.circle) ?? []), { report, asked }]);
  }
  return [...all].map(([circle, ones]) => {
    const states = ones.filter(({ asked }) => asked.answered?.said === 'yes').map(({ asked }) => asked.state);
    const state = (['closed', 'open', 'off'] as const).find((one) => states.includes(one));
    return { circle, all: ones, state: state ?? ones.map(({ asked }) => asked.state).find((one) => one !== null) ?? null };
  });
}

/** Who can be asked: one report of each reporter, that opened and was not taken back, of somebody who has not said no or nothing. */
export function whomToAsk({ reports }: Section): DeskReport[] {
  const families = new Set<string>();
  return reports.filter((report) => {
    if (!report.opened || report.answer.withdrawn || !mayAskForCircle(circlesIn(report.messages))) return false;
    const family = toBase64Url(report.opened.statement.family);
    if (families.has(family)) return false;
    families.add(family);
    return true;
  });
}
