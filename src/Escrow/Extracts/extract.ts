// What is asked for when parts of a report are to leave the desk in clear, sealed (docs/formats/extract.md).
import { sha256 } from '../../Sealing/digest.ts';
import { extractContext } from '../../Sealing/envelope-keys.ts';
import { type MembersUse, openForMembers, sealForMembers } from '../../Sealing/members-envelope.ts';
import { type Bytes, ByteWriter, utf8 } from '../../Sealing/wire.ts';
import { Json } from '../strict-json.ts';

export interface ExtractRequest {
  /** Of the desk in which it was asked for: words are blacked in what is shown there. */
  readonly language: string;
  /** For whom and what for, 1 to 2,000 characters. */
  readonly reason: string;
  /** At most 1,000 parts that are in it, each once: `answers/where`, `messages/` and the id in hexadecimal. What is not named is not in it. */
  readonly with: readonly string[];
  /** At most 100 words of 1 to 100 characters that are blacked wherever they stand, each once. */
  readonly blacked: readonly string[];
}

/** Of what an extract was asked for, and by whom. */
export interface ExtractPlace {
  /** 16 bytes each. */
  readonly deployment: Bytes;
  readonly handle: Bytes;
  /** Of the report. */
  readonly version: number;
  /** The id of the member who asks. */
  readonly askedBy: string;
}

export const longestReason = 2_000;
export const mostWords = 100;
export const longestWord = 100;
const format = 'chorus/extract/1';
const mostParts = 1_000;
const part = /^[a-z0-9/-]{1,100}$/;

/** Seals a request under a fresh salt. @param root 32 bytes, of the organisation's sheets. @throws RangeError for more than fits. */
export async function sealExtract(
  root: Bytes,
  place: ExtractPlace,
  { language, reason, with: parts, blacked }: ExtractRequest,
): Promise<Bytes> {
  const text = utf8(JSON.stringify({ format, language, reason, with: parts, blacked }));
  readExtract(text);
  return sealForMembers(root, useOf(place), text);
}

/** Opens a sealed request. @throws SealingError naming the first check that failed; MalformedError for what is inside. */
export const openExtract = async (root: Bytes, place: ExtractPlace, sealed: Bytes): Promise<ExtractRequest> =>
  readExtract(await openForMembers(root, useOf(place), sealed));

/** What names a request: 32 bytes. */
export const idOfExtract = (sealed: Bytes): Promise<Bytes> => sha256(sealed);

function readExtract(bytes: Bytes): ExtractRequest {
  const json = Json.parse(bytes, 'the extract').members(['format', 'language', 'reason', 'with', 'blacked']);
  json.format.mustBe(format);
  const language = json.language.text(8);
  if (!/^[a-z]{2,8}$/.test(language)) json.language.fail('is no language');
  const reason = json.reason.text(longestReason);
  const parts = json.with.list().map((one) => (part.test(one.text()) ? one.text() : one.fail('is no part')));
  const blacked = json.blacked.list().map(wordOf);
  if (parts.length === 0 || parts.length > mostParts || new Set(parts).size !== parts.length)
    json.with.fail('has no part, too many, or one twice');
  if (blacked.length > mostWords || new Set(blacked).size !== blacked.length) json.blacked.fail('has too many words, or one twice');
  return { language, reason, with: parts, blacked };
}

function wordOf(json: Json): string {
  const word = json.text(longestWord);
  return word.trim() === word ? word : json.fail('has white space at its ends');
}

const useOf = ({ deployment, handle, version, askedBy }: ExtractPlace): MembersUse => ({
  label: 'chorus/v1/extract-key',
  bound: new ByteWriter().var(utf8(askedBy)).toBytes(),
  context: extractContext(deployment, handle, version),
});
