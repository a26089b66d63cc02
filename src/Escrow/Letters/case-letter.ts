// Letters between an organisation and a respondent of a case, or the respondent's adviser (docs/formats/case-letter.md).
import { type CasePlace, sealCaseContent } from '../../Sealing/case-content.ts';
import { sha256 } from '../../Sealing/digest.ts';
import { sealLetterCopy } from '../../Sealing/letter-copy.ts';
import { randomBytes } from '../../Sealing/random.ts';
import { type SigningKey, verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, fromBase64Url, fromHex, same, toBase64Url, toHex, utf8 } from '../../Sealing/wire.ts';
import { Json } from '../strict-json.ts';
import { type Access, type LetterPlace, placeBytes } from './letters-access.ts';

/** 0 from the party, 1 from the organisation. */
export type LetterDirection = 0 | 1;

/** The names of kinds by direction; a kind is its place from 1. */
const letterKinds = [
  ['answer', 'evidence', 'adviser', 'appeal', 'other'],
  ['notice', 'evidence', 'decision', 'question', 'other'],
] as const;

/** The most UTF-16 units of a text. */
export const longestText = 20_000;

const format = 'chorus/case-letter/1';

/** A letter as both sides get it, without what is sealed; bytes in base64url. */
export interface LetterAnswer {
  /** 32 hex digits. */
  readonly id: string;
  readonly by: string;
  readonly direction: number;
  readonly kind: number;
  readonly dataHash: string;
  readonly signature: string;
  readonly hour: string;
}

/** The body of a posted letter. */
export interface LetterBody {
  readonly id: string;
  readonly kind: number;
  readonly dataHash: string;
  readonly sealed: string;
  readonly signature: string;
  readonly copies: readonly { readonly key: string; readonly sealed: string }[];
}

/** Who writes what. */
export interface Writing {
  readonly by: string;
  readonly direction: LetterDirection;
  /** Its name among `letterKinds` of the direction. */
  readonly kind: string;
  readonly text: string;
  readonly signing: SigningKey;
}

/** The organisation's newest key. */
export interface TeamKey {
  readonly recipientKey: Bytes;
  readonly epoch: number;
}

/** Seals a letter to the team and to every code that is not ended, and signs it. @throws RangeError for a text that does not fit. */
export async function sealLetter(place: LetterPlace, writing: Writing, team: TeamKey, readers: readonly Access[]): Promise<LetterBody> {
  const { by, direction, text, signing } = writing;
  const kind = (letterKinds[direction] as readonly string[]).indexOf(writing.kind) + 1;
  if (kind === 0 || text.trim() === '' || text.length > longestText) throw new RangeError('no such kind, or a text of no fitting length');
  const id = randomBytes(16);
  const data = utf8(JSON.stringify({ format, text, salt: toBase64Url(randomBytes(32)) }));
  const at = contentPlace(place, id);
  const sealed = await sealCaseContent(team.recipientKey, team.epoch, at, data);
  const dataHash = await sha256(data);
  const signed = signedLetter(place, { by, id, direction, kind, dataHash, sealedHash: await sha256(sealed) });
  const copies = await Promise.all(
    readers
      .filter(({ ended }) => !ended)
      .map(async (r) => ({ key: toBase64Url(r.signing), sealed: toBase64Url(await sealLetterCopy(r.box, at, data)) })),
  );
  return {
    id: toHex(id),
    kind,
    dataHash: toBase64Url(dataHash),
    sealed: toBase64Url(sealed),
    signature: toBase64Url(await signing.sign(signed)),
    copies,
  };
}

/** Its kind by name; null for one that this version does not know. */
export const kindOf = ({ direction, kind }: Pick<LetterAnswer, 'direction' | 'kind'>): string | null =>
  letterKinds[direction as LetterDirection]?.[kind - 1] ?? null;

/** The keys of which one has to have signed a letter: the organisation's, or those of the writer's codes, ended ones too. */
export const signersOf = (letter: LetterAnswer, organisationKeys: readonly Bytes[], accesses: readonly Access[]): readonly Bytes[] =>
  letter.direction === 1 ? organisationKeys : accesses.filter(({ party }) => party === letter.by).map(({ signing }) => signing);

/**
 * The text of a letter that was opened, where its writer signed it.
 * @param data what was opened.
 * @param sealedHash SHA-256 of what is sealed to the team.
 * @param keys those that may have signed ({@link signersOf}).
 * @returns null where it is not what was signed, or does not follow the format.
 */
export async function readLetter(
  place: LetterPlace,
  answer: LetterAnswer,
  data: Bytes,
  sealedHash: Bytes,
  keys: readonly Bytes[],
): Promise<string | null> {
  try {
    if (!same(fromBase64Url(answer.dataHash, 32), await sha256(data))) return null;
    return (await isSigned(place, answer, sealedHash, keys)) ? letterText(data) : null;
  } catch {
    return null;
  }
}

/** Whether a letter's writer signed what is said of it and what is sealed to the team, whether or not it opens. */
export async function isSigned(place: LetterPlace, answer: LetterAnswer, sealedHash: Bytes, keys: readonly Bytes[]): Promise<boolean> {
  const { by, direction, kind } = answer;
  if (direction !== 0 && direction !== 1) return false;
  try {
    const dataHash = fromBase64Url(answer.dataHash, 32);
    const signed = signedLetter(place, { by, id: fromHex(answer.id), direction, kind, dataHash, sealedHash });
    const signature = fromBase64Url(answer.signature, 64);
    const good = await Promise.all(keys.map((key) => verifySignature(key, signed, signature)));
    return good.includes(true);
  } catch {
    return false;
  }
}

/** The text in a letter's data. @throws MalformedError where it does not follow the format. */
export function letterText(data: Bytes): string {
  const json = Json.parse(data, 'the letter').members(['format', 'text', 'salt']);
  json.format.mustBe(format);
  json.salt.bytes(32);
  return json.text.text(longestText);
}

/** Where a letter's seals belong. */
export const contentPlace = ({ deployment, organisation, caseId }: LetterPlace, content: Bytes): CasePlace => ({
  deployment,
  organisation,
  caseId,
  content,
});

interface Signed {
  readonly by: string;
  readonly id: Bytes;
  readonly direction: LetterDirection;
  readonly kind: number;
  readonly dataHash: Bytes;
  readonly sealedHash: Bytes;
}

const signedLetter = (place: LetterPlace, { by, id, direction, kind, dataHash, sealedHash }: Signed): Bytes =>
  placeBytes('chorus/v1/case-letter', place).var(utf8(by)).bytes(id).u8(direction).u8(kind).bytes(dataHash).bytes(sealedHash).toBytes();
