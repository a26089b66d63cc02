// The JSON inside a report's content envelope (docs/formats/report-document.md).
import { type Bytes, hex64, toBase64Url, utf8 } from '../../Sealing/wire.ts';
import { parseHour } from '../hour.ts';
import { Json } from '../strict-json.ts';
import { type Quorum, slotCount } from './part.ts';
import { type Answer, firstYear, inPieces, lastYear, mostPieces, type Piece } from './piece.ts';
import { type ReportAttachment, readAttachments, writeAttachment } from './report-attachment.ts';

/** Who did it, by one identifier. */
export interface ReportIdentifier {
  readonly kind: string;
  readonly value: string;
  /** ISO 3166-1 alpha-2, for phone and vehicle. */
  readonly region?: string;
  /** For staff-id, name and role. */
  readonly place?: string;
  /** Whether a match on this alone may release the report. If not, it is in no slot. */
  readonly mayRelease: boolean;
}

/** That a report was referred: she sent parts of an earlier one on, because an organisation had asked her. */
export interface Referral {
  /** Id of the organisation that asked; null where she left it out. */
  readonly by: string | null;
  /** The id of the message that asked, 16 bytes, by which her own page knows what was sent. */
  readonly ask: Bytes;
}

/** What a reporter says and chooses. */
export interface ReportDraft {
  readonly questionnaire: { readonly id: string; readonly version: number };
  readonly language: string;
  /** The id of an organisation in the manifest. */
  readonly organisation: string;
  readonly quorum: Quorum;
  /** By question id. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** 0 to 4. */
  readonly identifiers: readonly ReportIdentifier[];
  /** The hour of writing, such as 2026-11-23T21Z. */
  readonly written: string;
  /** Files that belong to it; absent for none. */
  readonly attachments?: readonly ReportAttachment[];
  /** Absent for one that was not referred. */
  readonly referred?: Referral;
}

/** A draft with what sealing added. */
export interface ReportDocument extends ReportDraft {
  /** For slots 0 to 3 the index of the identifier in it, or null. */
  readonly slots: readonly (number | null)[];
  /** The random fingerprints of the null slots, in order of slot. */
  readonly padding: readonly bigint[];
  /** 32 bytes, for messages. */
  readonly threadKey: Bytes;
}

const format = 'chorus/report/2';
/** Answers in it have no pieces. Still read; nothing writes it any more. */
const firstFormat = 'chorus/report/1';
/** The same with `referred`; of a report that was referred, and of no other. */
const referredFormat = 'chorus/report/3';
const mostIdentifiers = 4;

/** The UTF-8 JSON: exactly the members of the format, whatever else the caller's objects carry. */
export function encodeDocument(document: ReportDocument): Bytes {
  const { questionnaire, language, organisation, quorum, answers, slots, padding, threadKey, written, referred } = document;
  return utf8(
    JSON.stringify({
      format: referred ? referredFormat : format,
      questionnaire: { id: questionnaire.id, version: questionnaire.version },
      language,
      organisation,
      quorum,
      answers: Object.fromEntries(
        Object.entries(answers).map(([id, answer]) => [id, inPieces(answer) ? answer.map(pieceMembers) : answer]),
      ),
      identifiers: document.identifiers.map(({ kind, value, region, place, mayRelease }) => ({
        kind,
        value,
        region: region || undefined,
        place: place || undefined,
        mayRelease,
      })),
      slots,
      padding: padding.map(hex64),
      threadKey: toBase64Url(threadKey),
      written,
      attachments: document.attachments?.map(writeAttachment),
      referred: referred && { by: referred.by, ask: toBase64Url(referred.ask) },
    }),
  );
}

const pieceMembers = ({ text, about, year, month, unknown }: Piece): Piece => ({
  text,
  ...(about && { about }),
  ...(year !== undefined && { year }),
  ...(month !== undefined && { month }),
  ...(unknown && { unknown }),
});

/** Reads a document that someone else made: nothing in it is trusted to have the right shape. @throws MalformedError */
export function decodeDocument(bytes: Bytes): ReportDocument {
  const json = Json.parse(bytes, 'the report').members(
    ['format', 'questionnaire', 'language', 'organisation', 'quorum', 'answers', 'identifiers', 'slots', 'padding', 'threadKey', 'written'],
    ['attachments', 'referred'],
  );
  if (json.format.value !== firstFormat && json.format.value !== referredFormat) json.format.mustBe(format);
  if ((json.format.value === referredFormat) !== (json.referred !== undefined)) json.format.fail('does not fit whether it was referred');
  const readAnswer = json.format.value === firstFormat ? readPlainAnswer : readAnyAnswer;
  const questionnaire = json.questionnaire.members(['id', 'version']);
  const identifiers = json.identifiers.list().map(readIdentifier);
  if (identifiers.length > mostIdentifiers) json.identifiers.fail(`has more than ${mostIdentifiers} entries`);
  const slots = readSlots(json.slots, identifiers);
  const padding = json.padding.list().map(readPadding);
  if (padding.length !== slots.filter((s) => s === null).length) json.padding.fail('does not fit the slots');
  if (parseHour(json.written.text()) === null) json.written.fail('is not an hour');
  // It is sent directly, and is no voice: none of its identifiers is in a slot.
  if (json.referred && (json.quorum.value !== 1 || padding.length < slotCount)) json.referred.fail('does not fit quorum and slots');
  return {
    questionnaire: { id: questionnaire.id.text(), version: questionnaire.version.integer() },
    language: json.language.text(35),
    organisation: json.organisation.text(64),
    quorum: json.quorum.value === 'keep' ? 'keep' : json.quorum.integer(1, 7),
    answers: Object.fromEntries(json.answers.entries().map(([name, answer]) => [name, readAnswer(answer)])),
    identifiers,
    slots,
    padding,
    threadKey: json.threadKey.bytes(32),
    written: json.written.text(),
    ...(json.attachments && { attachments: readAttachments(json.attachments) }),
    ...(json.referred && { referred: readReferral(json.referred) }),
  };
}

function readReferral(json: Json): Referral {
  const m = json.members(['by', 'ask']);
  return { by: m.by.orNull((by) => by.text(64)), ask: m.ask.bytes(16) };
}

function readIdentifier(json: Json): ReportIdentifier {
  const m = json.members(['kind', 'value', 'mayRelease'], ['region', 'place']);
  return {
    kind: m.kind.text(),
    value: m.value.text(),
    ...(m.region && { region: m.region.text() }),
    ...(m.place && { place: m.place.text() }),
    mayRelease: m.mayRelease.flag(),
  };
}

function readPlainAnswer(json: Json): Answer {
  const { value } = json;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return json.list().map((item) => (typeof item.value === 'string' ? item.value : item.fail('is not a text')));
}

function readAnyAnswer(json: Json): Answer {
  const { value } = json;
  if (!Array.isArray(value) || typeof value[0] !== 'object') return readPlainAnswer(json);
  const pieces = json.list();
  return pieces.length > mostPieces ? json.fail(`has more than ${mostPieces} entries`) : pieces.map(readPiece);
}

function readPiece(json: Json): Piece {
  const m = json.members(['text'], ['about', 'year', 'month', 'unknown']);
  const timed = m.about !== undefined || m.year !== undefined || m.month !== undefined;
  const unknown = m.unknown?.flag() === true;
  const text = textIn(m.text);
  if (unknown ? timed : text === '' && !timed) json.fail('says nothing, or two things of its time');
  return {
    text,
    ...(m.about && { about: textIn(m.about) || m.about.fail('is empty') }),
    ...(m.year && { year: m.year.integer(firstYear, lastYear) }),
    ...(m.month && { month: m.month.integer(1, 12) }),
    ...(unknown && { unknown }),
  };
}

const textIn = (json: Json): string => (typeof json.value === 'string' ? json.value : json.fail('is not a text'));

/** Each identifier that may release the report is in exactly one slot, and no other is in any. */
function readSlots(json: Json, identifiers: readonly ReportIdentifier[]): (number | null)[] {
  const slots = json.list().map((slot) => slot.orNull((s) => s.integer(0, mostIdentifiers - 1)));
  const filled = slots.filter((s) => s !== null).sort();
  const releasing = identifiers.flatMap((identifier, i) => (identifier.mayRelease ? [i] : []));
  if (slots.length !== slotCount || filled.join() !== releasing.join()) json.fail('does not hold what may release');
  return slots;
}

function readPadding(json: Json): bigint {
  const digits = json.text(16);
  return /^[0-9a-f]{16}$/.test(digits) ? BigInt(`0x${digits}`) : json.fail('is not 16 hex digits');
}
