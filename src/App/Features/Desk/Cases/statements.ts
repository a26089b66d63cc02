// Statements for another employer (docs/formats/finding-statement.md): what may be in one, signing it, and the file that is handed over.
import { daysAfter, daysBetween } from '../../../../Escrow/days.ts';
import {
  digestOf,
  encodeStatementFile,
  type FindingStatement,
  readStatementFile,
  type StatementOpening,
  signStatement,
} from '../../../../Escrow/Findings/finding-statement.ts';
import {
  mostDays,
  plainSentence,
  type Says,
  type StatedDeparture,
  type StatedFinding,
} from '../../../../Escrow/Findings/statement-text.ts';
import { organisationOf } from '../../../../Escrow/Manifests/manifest.ts';
import { randomBytes } from '../../../../Sealing/random.ts';
import { type Bytes, fromBase64Url, fromUtf8, utf8 } from '../../../../Sealing/wire.ts';
import { type CaseEvent, nextNumber } from './case-events.ts';
import type { StatementGiven, TellableOf } from './case-state.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';
import { textOf } from './sealed.ts';

/** What of a respondent may be told now, as the events of the case have it too. */
export interface Telling {
  readonly respondent: string;
  readonly says: Says;
  readonly findings: readonly (StatedFinding & { readonly allegation: string })[];
  readonly departure: StatedDeparture | null;
  /** For how many days it may be told, from today on. */
  readonly most: number;
}

/** What the case offers to tell of each respondent; those of whom nothing may be told are left out. */
export function tellings({ answer, events }: Refs): readonly Telling[] {
  return answer.state.tellable.flatMap((of): Telling[] => {
    const findings = of.findings.filter((finding) => isInEvents(finding, of.respondent, events));
    const { respondent } = of;
    if (findings.length > 0) return [{ respondent, says: 'findings', findings, departure: null, most: mostDays.findings }];
    const first = events.find((e) => e.kind === 'departure-recorded' && e['party'] === respondent);
    return of.departures
      .filter(({ event, how, recorded }) => first?.id === event && first['how'] === how && isOf(recorded, first))
      .map(({ last, ...departure }) => ({
        respondent,
        says: 'departure',
        findings: [],
        departure,
        most: daysBetween(answer.state.day, last),
      }));
  });
}

/** Nothing is signed because the site says so alone: the events, which are in the log, have to say it. */
function isInEvents(
  { event, allegation, act, standard, made: day }: TellableOf['findings'][number],
  respondent: string,
  events: readonly CaseEvent[],
) {
  const made = events.find((e) => e.id === event && e.kind === 'finding-made');
  const alleged = events.find((e) => e.kind === 'allegation-made' && e['allegation'] === allegation);
  const acts = events.filter((e) => e.kind.startsWith('allegation-') && e['allegation'] === allegation && 'act' in e).map((e) => e['act']);
  return (
    made?.['finding'] === 'substantiated' &&
    made['standard'] === standard &&
    isOf(day, made) &&
    made['allegation'] === allegation &&
    alleged?.['respondent'] === respondent &&
    acts[acts.length - 1] === act
  );
}

/** Whether an event is of a day, or of the one beside it: in another zone it is a day earlier or later. */
const isOf = (day: string, { time }: CaseEvent): boolean => Math.abs(daysBetween(time.slice(0, 10), day)) <= 1;

/** What somebody chose to say. */
export interface Chosen {
  readonly telling: Telling;
  readonly person: string;
  /** The events of the chosen findings. */
  readonly restsOn: readonly string[];
  readonly days: number;
}

/** The numbers of days for which somebody may rely on a statement, of which one is chosen. */
export const daysFor = ({ says, most }: Pick<Telling, 'says' | 'most'>): readonly number[] => {
  const offered = [30, 60, 90, 180, 365].filter((days) => days <= Math.min(most, mostDays[says]));
  return offered.length > 0 ? offered : [most];
};

/** The sentences that go into every statement of that kind: its own, then those of the place. */
export const sentences = ({ answer }: Refs, says: Says): readonly string[] => [
  plainSentence[says],
  ...answer.state.statementWording[says].map(({ says: said, place, source, asOf }) =>
    place === null ? said : `${place}: ${said} (${source}; ${asOf})`,
  ),
];

/** Signs a statement and records that it was given. @returns its number in the case. @throws MalformedError for a name that no reader takes. */
export async function giveStatement(view: CaseView, refs: Refs, role: string, chosen: Chosen): Promise<string> {
  const { sealing, api } = view;
  const { answer } = refs;
  const { telling, restsOn } = chosen;
  const { id, name } = organisationOf(sealing.manifest, sealing.organisation);
  const { says, respondent } = telling;
  const issued = answer.state.day;
  const until = daysAfter(issued, chosen.days);
  const findings = telling.findings.filter(({ event }) => restsOn.includes(event)).map(({ allegation: _, ...finding }) => finding);
  const made = await signStatement(
    {
      deployment: sealing.manifest.deployment,
      salt: randomBytes(32),
      organisation: { id, name },
      person: chosen.person,
      says,
      findings,
      departure: telling.departure,
      jurisdiction: answer.state.jurisdiction,
      wording: answer.state.statementWording[says],
      issued,
      until,
    },
    sealing.signing,
  );
  const content = await sealing.seal(answer.id, fromUtf8(encodeStatementFile(made)));
  const statement = nextNumber('t', refs.events);
  const event = {
    kind: 'statement-given',
    statement,
    respondent,
    says,
    'rests-on': telling.departure ? [telling.departure.event] : findings.map((finding) => finding.event),
    acts: findings.map((finding) => finding.act),
    until,
    digest: await digestOf(made),
    content: { id: content.id, hash: content.hash },
  };
  await api.record(answer.id, answer.events.length, { role }, event, [{ id: content.id, sealed: content.sealed }]);
  return statement;
}

/** The file of a statement that was given, with what opens its events in the log; null where its content is gone or does not open. */
export async function statementFile(view: CaseView, { answer, events }: Refs, given: StatementGiven): Promise<Bytes | null> {
  const content = events.find(({ id }) => id === given.event)?.['content'];
  const text = await textOf(content, view, answer);
  if (text === null) return null;
  const made = readStatementFile(utf8(text));
  const entries = [given.event, ...given.restsOn].map((id) => answer.events[events.findIndex((e) => e.id === id)]!.entry);
  return encodeStatementFile({ ...made, openings: await openingsOf(view, entries) } satisfies FindingStatement);
}

async function openingsOf(view: CaseView, entries: readonly number[]): Promise<readonly StatementOpening[]> {
  const all = (await view.api.openings()).map((line) => JSON.parse(line) as { index: number; kind: string; salt: string; content: string });
  return entries.flatMap((entry) =>
    all
      .filter(({ index }) => index === entry)
      .map(({ index, kind, salt, content }) => ({ index, kind, salt: fromBase64Url(salt, 32), content })),
  );
}
