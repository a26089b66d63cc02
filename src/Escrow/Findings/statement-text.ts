// The text of a finding statement (docs/formats/finding-statement.md): its members and their form.
import { type Bytes, toBase64Url } from '../../Sealing/wire.ts';
import { daysBetween } from '../days.ts';
import { Json } from '../strict-json.ts';

/** What is said: final substantiated findings, or that somebody left while allegations were pending. */
export type Says = 'findings' | 'departure';

/** Days are YYYY-MM-DD. */
export interface StatementText {
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 32 random bytes. */
  readonly salt: Bytes;
  readonly organisation: { readonly id: string; readonly name: string };
  /** The name as it was typed. */
  readonly person: string;
  readonly says: Says;
  readonly findings: readonly StatedFinding[];
  readonly departure: StatedDeparture | null;
  readonly jurisdiction: string;
  readonly wording: readonly StatementLine[];
  readonly issued: string;
  readonly until: string;
}

export interface StatedFinding {
  readonly event: string;
  readonly act: string;
  readonly means: string;
  readonly standard: string;
  readonly process: string;
  readonly made: string;
  readonly final: string;
}

export interface StatedDeparture {
  readonly event: string;
  readonly how: string;
  readonly recorded: string;
}

/** `place`, `source` and `asOf` are null for what is said everywhere. */
export interface StatementLine {
  readonly says: string;
  readonly place: string | null;
  readonly source: string | null;
  readonly asOf: string | null;
}

/** The sentence that belongs to what is said. */
export const plainSentence: Readonly<Record<Says, string>> = {
  findings:
    'Before each of these findings the person was told of the allegation and could answer to it. They could appeal against the finding. It is final.',
  departure:
    'Nothing was found. That the person left was recorded after they had been told of allegations that are still pending; on which day they left is not stated. It says nothing about whether they did anything: they are presumed not responsible.',
};

/** The most days from the day of issue to the last one. */
export const mostDays: Readonly<Record<Says, number>> = { findings: 365, departure: 90 };

const longest = 200;
const longestSentence = 2000;

/** The text that is signed. */
export const statementJson = (text: StatementText): string =>
  JSON.stringify({
    deployment: toBase64Url(text.deployment),
    salt: toBase64Url(text.salt),
    organisation: text.organisation,
    person: text.person,
    says: text.says,
    plain: plainSentence[text.says],
    findings: text.findings,
    departure: text.departure,
    jurisdiction: text.jurisdiction,
    wording: text.wording,
    issued: text.issued,
    until: text.until,
  });

/** Reads it and checks its form. @throws MalformedError saying what does not fit. */
export function readStatementText(bytes: Bytes): StatementText {
  const json = Json.parse(bytes, 'the statement').members([
    'deployment',
    'salt',
    'organisation',
    'person',
    'says',
    'plain',
    'findings',
    'departure',
    'jurisdiction',
    'wording',
    'issued',
    'until',
  ]);
  const says = coded(json.says, ['findings', 'departure']) as Says;
  json.plain.mustBe(plainSentence[says]);
  const issued = day(json.issued);
  const until = day(json.until);
  if (until < issued || daysBetween(issued, until) > mostDays[says]) json.until.fail('is no day that such a statement may last to');
  const findings = json.findings.list().map((finding) => readFinding(finding, issued));
  const departure = json.departure.orNull((left) => readDeparture(left, issued));
  const fits = says === 'findings' ? findings.length >= 1 && findings.length <= 100 && departure === null : findings.length === 0;
  if (!fits || (says === 'departure' && departure === null)) json.says.fail('is not what stands in it');
  if (new Set(findings.map(({ event }) => event)).size !== findings.length) json.findings.fail('has an event twice');
  const wording = json.wording.list().map(readLine);
  if (wording.length < 1 || wording.length > 40) json.wording.fail('has no fitting number of sentences');
  const organisation = json.organisation.members(['id', 'name']);
  return {
    deployment: json.deployment.bytes(16),
    salt: json.salt.bytes(32),
    organisation: { id: patterned(organisation.id, /^[a-z0-9-]{1,64}$/u), name: written(organisation.name, longest) },
    person: written(json.person, longest),
    says,
    findings,
    departure,
    jurisdiction: patterned(json.jurisdiction, /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/u),
    wording,
    issued,
    until,
  };
}

function readFinding(json: Json, issued: string): StatedFinding {
  const read = json.members(['event', 'act', 'means', 'standard', 'process', 'made', 'final']);
  const [made, final] = [day(read.made), day(read.final)];
  if (made > final || final > issued) json.fail('is not made, then final, then told');
  return {
    event: eventOf(read.event),
    act: patterned(read.act, /^[BR][0-9]{2}$/u),
    means: written(read.means, longest),
    standard: coded(read.standard, ['preponderance', 'clear-and-convincing']),
    process: patterned(read.process, /^[a-z][a-z0-9-]{0,39}@[1-9][0-9]{0,2}$/u),
    made,
    final,
  };
}

const departures = ['resigned', 'dismissed', 'transferred', 'retired', 'contract-ended', 'graduated', 'other'];

function readDeparture(json: Json, issued: string): StatedDeparture {
  const read = json.members(['event', 'how', 'recorded']);
  const recorded = day(read.recorded);
  if (recorded > issued) json.fail('is told before it was recorded');
  return { event: eventOf(read.event), how: coded(read.how, departures), recorded };
}

function readLine(json: Json): StatementLine {
  const { says, place, source, asOf } = json.members(['says', 'place', 'source', 'asOf']);
  const line = {
    says: written(says, longestSentence),
    place: place.orNull((p) => written(p, longest)),
    source: source.orNull((s) => written(s, longestSentence)),
    asOf: asOf.orNull(day),
  };
  const around = [line.place, line.source, line.asOf];
  if (around.some((part) => part === null) !== around.every((part) => part === null)) json.fail('has not all of place, source and day');
  return line;
}

const eventOf = (json: Json): string => patterned(json, /^e[1-9][0-9]{0,5}$/u);

const patterned = (json: Json, pattern: RegExp): string =>
  typeof json.value === 'string' && pattern.test(json.value) ? json.value : json.fail('is not of its form');

const coded = (json: Json, codes: readonly string[]): string =>
  typeof json.value === 'string' && codes.includes(json.value) ? json.value : json.fail('is no such code');

// Blank letters among them: a name of nothing else would look like none. Controls, the signs that turn the direction of what stands around them, line ends of Unicode, and halves of a character.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\u3164\ufeff\uffa0\ufffd]|\p{Surrogate}/u;

function written(json: Json, most: number): string {
  const { value } = json;
  const isFit = typeof value === 'string' && value.length <= most && /[^ ]/u.test(value) && !hidden.test(value);
  return isFit ? value : json.fail('is empty, too long, or has control characters');
}

function day(json: Json): string {
  const text = patterned(json, /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u);
  const read = new Date(`${text}T00:00:00Z`);
  return text >= '0001' && !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === text ? text : json.fail('is no day');
}
