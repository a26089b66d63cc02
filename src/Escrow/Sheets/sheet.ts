// What members write on a report for themselves, sealed (docs/formats/sheet.md).
import { sheetContext } from '../../Sealing/envelope-keys.ts';
import { type MembersUse, openForMembers, sealForMembers } from '../../Sealing/members-envelope.ts';
import { type Bytes, ByteWriter, utf8 } from '../../Sealing/wire.ts';
import { parseHour } from '../hour.ts';
import { Json } from '../strict-json.ts';

/** A note, with who wrote it and when. */
export interface SheetNote {
  /** 16 bytes in base64url. */
  readonly id: string;
  /** A member's id. */
  readonly by: string;
  readonly hour: string;
  readonly text: string;
}

export interface Sheet {
  /** In the order in which they were written. */
  readonly notes: readonly SheetNote[];
  /** At most 20, of 1 to 40 characters, each once. */
  readonly labels: readonly string[];
  /** The id of the member who has the report. */
  readonly assigned: string | null;
  /** A day, 2026-12-03. */
  readonly due: string | null;
  readonly aside: SetAside | null;
}

/** That a report is spam or abuse: one member says so, and another confirms it. */
export interface SetAside {
  readonly by: string;
  readonly hour: string;
  /** Another who looked and says the same. */
  readonly confirmed: string | null;
}

/** Where a version of a sheet belongs. */
export interface SheetPlace {
  /** 16 bytes each. */
  readonly deployment: Bytes;
  readonly handle: Bytes;
  /** Whose own it is; null for the team's. */
  readonly owner: string | null;
  readonly version: number;
}

export const emptySheet: Sheet = { notes: [], labels: [], assigned: null, due: null, aside: null };

export const mostLabels = 20;
export const longestLabel = 40;
const format = 'chorus/sheet/1';

/** Seals a sheet under a fresh salt. @param root 32 bytes, of the organisation's key. @throws RangeError for more than fits. */
export async function sealSheet(root: Bytes, place: SheetPlace, { notes, labels, assigned, due, aside }: Sheet): Promise<Bytes> {
  const text = utf8(JSON.stringify({ format, notes, labels, assigned, due, aside }));
  readSheet(text);
  return sealForMembers(root, useOf(place), text);
}

/** Opens a sealed sheet. @throws SealingError naming the first check that failed; MalformedError for what is inside. */
export const openSheet = async (root: Bytes, place: SheetPlace, sealed: Bytes): Promise<Sheet> =>
  readSheet(await openForMembers(root, useOf(place), sealed));

function readSheet(bytes: Bytes): Sheet {
  const json = Json.parse(bytes, 'the sheet').members(['format', 'notes', 'labels', 'assigned', 'due', 'aside']);
  json.format.mustBe(format);
  const labels = json.labels.list().map(labelOf);
  if (labels.length > mostLabels || new Set(labels).size !== labels.length) json.labels.fail('has too many labels, or one twice');
  return {
    notes: json.notes.list().map(noteOf),
    labels,
    assigned: json.assigned.orNull((id) => id.text()),
    due: json.due.orNull(dayOf),
    aside: json.aside.orNull(asideOf),
  };
}

function noteOf(json: Json): SheetNote {
  const { id, by, hour, text } = json.members(['id', 'by', 'hour', 'text']);
  id.bytes(16);
  if (parseHour(hour.text()) === null) hour.fail('is not an hour');
  return { id: id.text(), by: by.text(), hour: hour.text(), text: text.text() };
}

function asideOf(json: Json): SetAside {
  const { by, hour, confirmed } = json.members(['by', 'hour', 'confirmed']);
  if (parseHour(hour.text()) === null) hour.fail('is not an hour');
  const aside = { by: by.text(), hour: hour.text(), confirmed: confirmed.orNull((id) => id.text()) };
  return aside.confirmed === aside.by ? confirmed.fail('confirms what the same member said') : aside;
}

function labelOf(json: Json): string {
  const label = json.text(longestLabel);
  return label.trim() === label ? label : json.fail('has white space at its ends');
}

function dayOf(json: Json): string {
  const day = json.text(10);
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00Z`) : new Date(Number.NaN);
  // A day that no month has would become one of the next.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : json.fail('is not a day');
}

const useOf = ({ deployment, handle, owner, version }: SheetPlace): MembersUse => ({
  label: 'chorus/v1/sheet-key',
  bound: new ByteWriter()
    .u8(owner === null ? 0 : 1)
    .var(utf8(owner ?? ''))
    .toBytes(),
  context: sheetContext(deployment, handle, version),
});
