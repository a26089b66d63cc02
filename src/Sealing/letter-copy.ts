// A letter of a case, sealed to one who has a code (docs/formats/case-letter.md).
import type { CasePlace } from './case-content.ts';
import { type BoxKey, hpkeOpen, hpkeOverhead, hpkeSeal } from './hpke.ts';
import { PaddedBlock } from './padded-block.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, ByteWriter, concat, utf8 } from './wire.ts';

const version = 1;
const headerLength = 2;
const block = new PaddedBlock(256, 4, 'letter');

/** Seals to a box key. @throws RangeError for more than the largest size class holds. */
export async function sealLetterCopy(boxKey: Bytes, place: CasePlace, data: Bytes): Promise<Bytes> {
  const { sizeClass, padded } = block.pad(data);
  const header = Uint8Array.of(version, sizeClass);
  const made = await hpkeSeal(boxKey, infoOf(place), header, padded);
  padded.fill(0);
  return concat(header, made);
}

/** Opens what `sealLetterCopy` gave. @throws SealingError naming the first check that failed. */
export async function openLetterCopy(key: BoxKey, place: CasePlace, copy: Bytes): Promise<Bytes> {
  const [first = 0, sizeClass = 0] = copy;
  if (first !== version || sizeClass > block.largestClass || copy.length !== headerLength + hpkeOverhead + block.lengthOf(sizeClass)) {
    throw new SealingError('malformed', 'the letter is of another version, or its length is not that of its size class');
  }
  const header = copy.slice(0, headerLength);
  return block.unpad(await hpkeOpen(key, infoOf(place), header, copy.slice(headerLength)), sizeClass);
}

const infoOf = ({ deployment, organisation, caseId, content }: CasePlace): Bytes =>
  new ByteWriter().label('chorus/v1/case-letter-copy').bytes(deployment).var(utf8(organisation)).bytes(caseId).bytes(content).toBytes();
