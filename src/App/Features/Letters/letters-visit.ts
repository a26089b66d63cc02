// One visit with a code for letters: find them, open them, write back. Fetched while the digits are typed.
import '../Write/Bundled/envelopes.ts';
import { contentPlace, kindOf, type LetterAnswer, readLetter, sealLetter, signersOf } from '../../../Escrow/Letters/case-letter.ts';
import { type Access, type AccessAnswer, checkAccesses, type LetterPlace } from '../../../Escrow/Letters/letters-access.ts';
import { currentKey, loadManifest, type Manifest, type ManifestOrganisation, organisationOf } from '../../../Escrow/Manifests/manifest.ts';
import { sha256 } from '../../../Sealing/digest.ts';
import { openLetterCopy } from '../../../Sealing/letter-copy.ts';
import { deriveLettersCode, type LettersCode } from '../../../Sealing/letters-code.ts';
import { fromBase64Url, fromHex, same, toBase64Url } from '../../../Sealing/wire.ts';
import { type Mistyped, readTyped } from '../Return/typed-numbers.ts';
import { post } from '../Write/sending.ts';

/** A letter as it is shown. */
export interface OpenLetter {
  readonly id: string;
  readonly by: string;
  readonly isOwnSide: boolean;
  /** Its name; null for a kind that this page does not know. */
  readonly kind: string | null;
  readonly hour: string;
  /** Null where it is not what its writer signed, or was not sealed to this code. */
  readonly text: string | null;
}

export interface LettersVisit {
  readonly code: LettersCode;
  readonly place: LetterPlace;
  readonly organisation: ManifestOrganisation;
  /** Who has this code: respondent-1, or adviser-1. */
  readonly party: string;
  readonly readers: readonly Access[];
  /** Who can open these letters now, and since which hour: those of `readers`. */
  readonly holders: readonly { readonly party: string; readonly hour: string }[];
  readonly letters: readonly OpenLetter[];
  readonly answerBy: string | null;
  readonly appealBy: string | null;
}

export type LettersOpening = { readonly visit: LettersVisit; readonly failed?: undefined } | (Mistyped & { readonly visit?: undefined });

interface LettersAnswer {
  readonly case: string | null;
  readonly organisation: string;
  readonly key: string;
  readonly accesses: readonly (AccessAnswer & { readonly hour: string })[];
  readonly letters: readonly (LetterAnswer & { readonly sealedHash: string; readonly copy: string | null })[];
  readonly answerBy: string | null;
  readonly appealBy: string | null;
}

/** Opens the letters under these digits or words; `failed` is the message id of what to say. */
export async function openLetters(typed: string, language: string): Promise<LettersOpening> {
  const read = await readTyped(typed, language);
  if (read.digits === undefined) return read;
  const manifest = await loadManifest(fetch.bind(globalThis));
  return visitOf(await deriveLettersCode(read.digits, manifest.deployment), manifest);
}

/** Opens them once more with the same code. */
export const openAgain = async (code: LettersCode): Promise<LettersOpening> => visitOf(code, await loadManifest(fetch.bind(globalThis)));

async function visitOf(code: LettersCode, manifest: Manifest): Promise<LettersOpening> {
  const answer = await post('/api/letters/open', { lookup: toBase64Url(code.lookup) });
  if (!answer?.ok) return { failed: 'return.offline' };
  const found = (await answer.json()) as LettersAnswer;
  if (found.case === null) return { failed: 'letters.none' };
  const organisation = organisationOf(manifest, found.organisation);
  const respondent = found.accesses.find(({ signing }) => signing === found.key)?.respondent ?? '';
  const place = { deployment: manifest.deployment, organisation: organisation.id, caseId: fromHex(found.case), of: respondent };
  const organisationKeys = organisation.keys.map((key) => key.signingKey);
  const accesses = await checkAccesses(place, found.accesses, organisationKeys);
  // The organisation signed the keys of this very code, or these letters are somebody else's.
  const own = accesses.find((a) => same(a.signing, code.signing.publicKey) && same(a.box, code.box.publicKey));
  if (!own || !same(own.lookupHash, await sha256(code.lookup))) return { failed: 'letters.none' };
  const letters = await Promise.all(
    found.letters.map(async (letter) => ({
      id: letter.id,
      by: letter.by,
      isOwnSide: letter.direction === 0,
      kind: kindOf(letter),
      hour: letter.hour,
      text: await textOf(code, place, letter, signersOf(letter, organisationKeys, accesses)),
    })),
  );
  const { answerBy, appealBy } = found;
  const readers = accesses.filter((a) => !a.ended);
  const since = new Map(found.accesses.map(({ signing, hour }) => [signing, hour]));
  const holders = readers.map(({ party, signing }) => ({ party, hour: since.get(toBase64Url(signing)) ?? '' }));
  return { visit: { code, place, organisation, party: own.party, readers, holders, letters, answerBy, appealBy } };
}

async function textOf(
  code: LettersCode,
  place: LetterPlace,
  letter: LettersAnswer['letters'][number],
  keys: readonly Access['signing'][],
): Promise<string | null> {
  if (letter.copy === null) return null;
  try {
    const data = await openLetterCopy(code.box, contentPlace(place, fromHex(letter.id)), fromBase64Url(letter.copy));
    return await readLetter(place, letter, data, fromBase64Url(letter.sealedHash, 32), keys);
  } catch {
    return null;
  }
}

/** Seals a letter, signs it and sends it. @returns the message id of what to say where it was not taken; null where it was. */
export async function sendLetter(visit: LettersVisit, kind: string, text: string): Promise<string | null> {
  const { code, place, organisation, party, readers } = visit;
  let letter: Awaited<ReturnType<typeof sealLetter>>;
  try {
    letter = await sealLetter(place, { by: party, direction: 0, kind, text, signing: code.signing }, currentKey(organisation), readers);
  } catch (e) {
    if (e instanceof RangeError) return 'letters.too-long';
    throw e;
  }
  const answer = await post('/api/letters', { lookup: toBase64Url(code.lookup), letter });
  if (answer?.ok) return null;
  const { type } = answer?.status === 409 ? ((await answer.json()) as { type?: unknown }) : {};
  if (type === 'urn:chorus:stale') return 'letters.stale';
  return type === 'urn:chorus:too-many-letters' ? 'letters.full' : 'messages.failed';
}
