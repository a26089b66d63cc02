// That a party of a case has a code for letters, as the organisation signs it (docs/formats/case-letter.md).
import { sha256 } from '../../Sealing/digest.ts';
import type { LettersCode } from '../../Sealing/letters-code.ts';
import { type SigningKey, verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, fromBase64Url, MalformedError, toBase64Url, utf8 } from '../../Sealing/wire.ts';
import { Json } from '../strict-json.ts';

/** In which case letters are, and of whom. */
export interface LetterPlace {
  /** 16 bytes. */
  readonly deployment: Bytes;
  readonly organisation: string;
  /** 16 bytes. */
  readonly caseId: Bytes;
  /** The respondent's pseudonym. */
  readonly of: string;
}

/** An access as the site gives it; bytes in base64url. */
export interface AccessAnswer {
  readonly respondent: string;
  /** Who has the code: the respondent, or an adviser. */
  readonly party: string;
  readonly lookupHash: string;
  readonly signing: string;
  readonly box: string;
  /** The organisation's. */
  readonly signature: string;
  /** The signature of the code's own key. */
  readonly proof: string;
  /** Whether a later code ended it. */
  readonly ended: boolean;
}

/** An access whose signature was checked. */
export interface Access {
  readonly party: string;
  readonly lookupHash: Bytes;
  readonly signing: Bytes;
  readonly box: Bytes;
  readonly ended: boolean;
}

/** What the organisation and the code itself sign for a new code. */
export async function signAccess(place: LetterPlace, party: string, code: LettersCode, signing: SigningKey): Promise<AccessAnswer> {
  const access = {
    party,
    lookupHash: await sha256(code.lookup),
    signing: code.signing.publicKey,
    box: code.box.publicKey,
    ended: false,
  };
  return {
    respondent: place.of,
    party,
    lookupHash: toBase64Url(access.lookupHash),
    signing: toBase64Url(access.signing),
    box: toBase64Url(access.box),
    signature: toBase64Url(await signing.sign(accessBytes('chorus/v1/letters-access', place, access))),
    proof: toBase64Url(await code.signing.sign(accessBytes('chorus/v1/letters-access-proof', place, access))),
    ended: false,
  };
}

const format = 'chorus/letters-access/1';

/** An access as it is sealed in the case. */
export const accessText = ({ respondent, party, lookupHash, signing, box, signature, proof }: AccessAnswer): string =>
  JSON.stringify({ format, of: respondent, party, lookupHash, signing, box, signature, proof });

/** Reads one that was sealed, with nothing checked but its form; null where it is none. Which code ended it, its place among others tells. */
export function accessIn(text: string): AccessAnswer | null {
  try {
    const json = Json.parse(utf8(text), 'the access').members([
      'format',
      'of',
      'party',
      'lookupHash',
      'signing',
      'box',
      'signature',
      'proof',
    ]);
    json.format.mustBe(format);
    return {
      respondent: json.of.text(),
      party: json.party.text(),
      lookupHash: json.lookupHash.text(),
      signing: json.signing.text(),
      box: json.box.text(),
      signature: json.signature.text(),
      proof: json.proof.text(),
      ended: false,
    };
  } catch (e) {
    if (e instanceof MalformedError) return null;
    throw e;
  }
}

/** The accesses of a respondent's letters that the organisation and the code itself signed; others are left out. */
export async function checkAccesses(
  place: LetterPlace,
  answers: readonly AccessAnswer[],
  organisationKeys: readonly Bytes[],
): Promise<Access[]> {
  const checked = await Promise.all(answers.map((answer) => checkAccess(place, answer, organisationKeys)));
  return checked.filter((access) => access !== null);
}

async function checkAccess(place: LetterPlace, answer: AccessAnswer, keys: readonly Bytes[]): Promise<Access | null> {
  if (answer.respondent !== place.of) return null;
  try {
    const access = {
      party: answer.party,
      lookupHash: fromBase64Url(answer.lookupHash, 32),
      signing: fromBase64Url(answer.signing, 32),
      box: fromBase64Url(answer.box, 32),
      ended: answer.ended,
    };
    const signature = fromBase64Url(answer.signature, 64);
    const proven = accessBytes('chorus/v1/letters-access-proof', place, access);
    // Else another organisation could take the public keys of this code for a case of its own.
    if (!(await verifySignature(access.signing, proven, fromBase64Url(answer.proof, 64)))) return null;
    const signed = accessBytes('chorus/v1/letters-access', place, access);
    const good = await Promise.all(keys.map((key) => verifySignature(key, signed, signature)));
    return good.includes(true) ? access : null;
  } catch {
    return null;
  }
}

/** The beginning of everything that is signed about letters. */
export const placeBytes = (what: string, place: LetterPlace): ByteWriter =>
  new ByteWriter().label(what).bytes(place.deployment).var(utf8(place.organisation)).bytes(place.caseId).var(utf8(place.of));

const accessBytes = (what: string, place: LetterPlace, access: Access): Bytes =>
  placeBytes(what, place).var(utf8(access.party)).bytes(access.lookupHash).bytes(access.signing).bytes(access.box).toBytes();
