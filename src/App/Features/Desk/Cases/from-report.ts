// What a report at the desk brings to a new case: a title and the acts that it tells of, or those of an answer of its watch.
import type { Manifest } from '../../../../Escrow/Manifests/manifest.ts';
import { answersIn } from '../../../../Escrow/Messages/retaliation-watch.ts';
import type { KeyRing } from '../../../../Escrow/Releasing/unlock.ts';
import { Words } from '../../../Components/Texts/words.ts';
import type { DeskApi } from '../desk-api.ts';
import { Facts } from '../facts.ts';
import { fingerprints } from '../fingerprints.ts';
import { actsOf } from '../found.ts';
import { type DeskReport, openReport } from '../opened-desk.ts';
import { OwnWords } from '../own-words.ts';
import type { FromReport } from './open-case.ts';

/** The report that the address of a new case names, and the message about what was done afterwards, if it is about that. */
export interface Named {
  readonly handle: string;
  readonly told: string | null;
}

/** Reads the part of an address behind the #; null where it names no report. */
export function namedIn(hash: string): Named | null {
  const { handle, told } = /^#report-(?<handle>[A-Za-z0-9_-]+)(?:\.told-(?<told>[A-Za-z0-9_-]+))?$/u.exec(hash)?.groups ?? {};
  return handle === undefined ? null : { handle, told: told ?? null };
}

/** Opens the newest version of a report here; null where the site has none by that name, or it does not open. */
export async function reportFor(
  { handle, told }: Named,
  api: DeskApi,
  manifest: Manifest,
  organisation: string,
  ring: KeyRing,
): Promise<FromReport | null> {
  const { reports } = await api.reports();
  const entry = reports.filter((r) => r.handle === handle).sort((a, b) => b.version - a.version)[0];
  const content = entry && (await api.contents([entry]))[0];
  if (!entry || !content) return null;
  const report = await openReport(
    { manifest, keys: ring.keys.map(({ key }) => key), organisation, fingerprintOf: fingerprints },
    entry,
    content,
  );
  if (!report.opened) return null;
  const facts = new Facts(Words.fromPage('texts'), manifest, new OwnWords([]));
  return { title: facts.title(report), ...(afterwardsIn(report, told) ?? { acts: [...actsOf(report)], when: '' }) };
}

/** What was done because she spoke, as she answered it; null where no such answer is there. */
function afterwardsIn({ messages }: DeskReport, told: string | null): Pick<FromReport, 'acts' | 'when'> | null {
  const answer = told === null ? undefined : answersIn(messages).find(({ id }) => id === told);
  return answer ? { acts: answer.answer.acts, when: [answer.answer.when, answer.text].filter(Boolean).join('\n') } : null;
}
