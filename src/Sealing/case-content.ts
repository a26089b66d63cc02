// What a case's team writes, sealed to the organisation's key and padded to a size class (docs/formats/case-content.md).
import { type BoxKey, hpkeOpen, hpkeOverhead, hpkeSeal } from './hpke.ts';
import { PaddedBlock } from './padded-block.ts';
import { SealingError } from './sealing-error.ts';
import { ByteReader, type Bytes, ByteWriter, concat, utf8 } from './wire.ts';

const version = 1;
const headerLength = 6;
const block = new PaddedBlock(256, 5, 'sealed content');

/** The most bytes that fit. */
export const longestCaseContent = block.longest;

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
  const { sizeClass, padded } = block.pad(data);
  const header = new ByteWriter().u8(version).u8(sizeClass).u32(epoch).toBytes();
  const made = await hpkeSeal(recipientKey, infoOf(place), header, padded);
  padded.fill(0);
  return concat(header, made);
}

/** Opens what `sealCaseContent` gave. @throws SealingError naming the first check that failed. */
export async function openCaseContent(key: BoxKey, epoch: number, place: CasePlace, sealed: Bytes): Promise<Bytes> {
  if (epochOfContent(sealed) !== epoch) throw new SealingError('wrong-key', "it was sealed to the organisation's key of another epoch");
  const header = sealed.slice(0, headerLength);
  return block.unpad(await hpkeOpen(key, infoOf(place), header, sealed.slice(headerLength)), header[1]!);
}

/** The epoch of the key that it is sealed to. @throws SealingError for another version, or a length that is not that of its size class. */
export function epochOfContent(sealed: Bytes): number {
  if (sealed.length < headerLength) throw new SealingError('malformed', 'the sealed content is too short');
  const reader = new ByteReader(sealed.slice(0, headerLength));
  if (reader.u8() !== version) throw new SealingError('unknown-version', 'the sealed content is of another version');
  const sizeClass = reader.u8();
  if (sizeClass > block.largestClass || sealed.length !== headerLength + hpkeOverhead + block.lengthOf(sizeClass)) {
    throw new SealingError('malformed', "the sealed content's length is not that of its size class");
  }
  return reader.u32();
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
