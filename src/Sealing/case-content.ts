// What a case's team writes, sealed to the organisation's key and padded to a size class (docs/formats/case-content.md).
import { type BoxKey, hpkeOpen, hpkeOverhead, hpkeSeal } from './hpke.ts';
import { SealingError } from './sealing-error.ts';
import { ByteReader, type Bytes, ByteWriter, concat, utf8 } from './wire.ts';

const version = 1;
const largestClass = 5;
const lengthField = 4;
const headerLength = 6;

const paddedLength = (sizeClass: number): number => 256 * 4 ** sizeClass;

/** The most bytes that fit. */
export const longestCaseContent = paddedLength(largestClass) - lengthField;

/** Where a sealed content belongs: bound into it, so that it opens nowhere else. */
export interface CasePlace {
  /** 16 bytes. */
  readonly deployment: Bytes;
  readonly organisation: string;
  /** 16 bytes. */
  readonly caseId: Bytes;
  /** 16 bytes, random for this content alone. */
  readonly content: Bytes;
}

/** Seals to the organisation's key of an epoch. @throws RangeError for more than `longestCaseContent` bytes. */
export async function sealCaseContent(recipientKey: Bytes, epoch: number, place: CasePlace, data: Bytes): Promise<Bytes> {
  const sizeClass = sizeClassOf(data.length);
  const padded = new Uint8Array(paddedLength(sizeClass));
  new DataView(padded.buffer).setUint32(0, data.length);
  padded.set(data, lengthField);
  const header = new ByteWriter().u8(version).u8(sizeClass).u32(epoch).toBytes();
  const made = await hpkeSeal(recipientKey, infoOf(place), header, padded);
  padded.fill(0);
  return concat(header, made);
}

/** Opens what `sealCaseContent` gave. @throws SealingError naming the first check that failed. */
export async function openCaseContent(key: BoxKey, epoch: number, place: CasePlace, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < headerLength) throw new SealingError('malformed', 'the sealed content is too short');
  const header = sealed.slice(0, headerLength);
  const reader = new ByteReader(header);
  if (reader.u8() !== version) throw new SealingError('unknown-version', 'the sealed content is of another version');
  const sizeClass = reader.u8();
  if (sizeClass > largestClass || sealed.length !== headerLength + hpkeOverhead + paddedLength(sizeClass)) {
    throw new SealingError('malformed', "the sealed content's length is not that of its size class");
  }
  if (reader.u32() !== epoch) throw new SealingError('wrong-key', "it was sealed to the organisation's key of another epoch");
  return unpad(await hpkeOpen(key, infoOf(place), header, sealed.slice(headerLength)), sizeClass);
}

const infoOf = (place: CasePlace): Bytes =>
  new ByteWriter()
    .label('chorus/v1/case-content')
    .bytes(sixteen(place.deployment))
    .var(utf8(place.organisation))
    .bytes(sixteen(place.caseId))
    .bytes(sixteen(place.content))
    .toBytes();

function sixteen(id: Bytes): Bytes {
  if (id.length !== 16) throw new RangeError('deployments, cases and contents have ids of 16 bytes');
  return id;
}

function unpad(padded: Bytes, sizeClass: number): Bytes {
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > padded.length - lengthField || sizeClassOf(length) !== sizeClass) {
    throw new SealingError('padding', 'the length inside the content does not fit its size class');
  }
  if (padded.subarray(lengthField + length).some((byte) => byte !== 0)) {
    throw new SealingError('padding', 'the padding inside the content is not zero');
  }
  return padded.slice(lengthField, lengthField + length);
}

function sizeClassOf(length: number): number {
  for (let c = 0; c <= largestClass; c++) if (length <= paddedLength(c) - lengthField) return c;
  throw new RangeError(`${length} bytes are too many: at most ${longestCaseContent} can be sealed`);
}
