// What a case's team does with letters: opens them, writes one, gives somebody a code (docs/formats/case-letter.md).
import { contentPlace, isSigned, kindOf, readLetter, sealLetter, signersOf } from '../../../../Escrow/Letters/case-letter.ts';
import { type Access, accessText, type LetterPlace, signAccess } from '../../../../Escrow/Letters/letters-access.ts';
import { currentKey, organisationOf } from '../../../../Escrow/Manifests/manifest.ts';
import { sha256 } from '../../../../Sealing/digest.ts';
import { sealLetterCopy } from '../../../../Sealing/letter-copy.ts';
import { deriveLettersCode } from '../../../../Sealing/letters-code.ts';
import { newReceipt } from '../../../../Sealing/receipt.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, fromHex, toBase64Url, toHex } from '../../../../Sealing/wire.ts';
import type { CaseAnswer, TeamLetter, TeamLetters } from './case-api.ts';
import type { CaseSealing } from './case-sealing.ts';
import type { CaseView } from './case-view.ts';
import { givenAccesses } from './given-accesses.ts';

/** A letter as the team sees it. */
export interface OpenTeamLetter {
  readonly letter: TeamLetter;
  /** SHA-256 of what is sealed, 64 hex digits: as an event refers to it. */
  readonly hash: string;
  /** Its kind by name; null for one that this page does not know. */
  readonly kind: string | null;
  /** Null where it does not open here, or is not what its writer signed. */
  readonly text: string | null;
  /** What it says with its salt, to be sealed to another code; null where it does not open. */
  readonly data: Bytes | null;
  /** Whether a new code would lose it: it does not open here, and not because its writer, a party, sealed something else than a letter. */
  readonly isLost: boolean;
}

/** The letters of one respondent, and who has a code for them. */
export interface Correspondence {
  readonly of: string;
  readonly place: LetterPlace;
  readonly accesses: readonly Access[];
  readonly letters: readonly OpenTeamLetter[];
}

const organisationKeys = ({ manifest, organisation }: CaseSealing): Bytes[] =>
  organisationOf(manifest, organisation).keys.map((key) => key.signingKey);

/** Opens the letters of a respondent. */
export async function correspondenceOf(view: CaseView, answer: CaseAnswer, of: string, found: TeamLetters): Promise<Correspondence> {
  const { sealing } = view;
  const { manifest, organisation } = sealing;
  const place = { deployment: manifest.deployment, organisation, caseId: fromHex(answer.id), of };
  // Not the site's list, to which whoever once had the organisation's key could add a reader that no event names.
  const accesses = await givenAccesses(view, answer, place, organisationKeys(sealing));
  const letters = await Promise.all(found.letters.filter((l) => l.of === of).map((l) => open(sealing, place, accesses, l)));
  return { of, place, accesses, letters };
}

async function open(sealing: CaseSealing, place: LetterPlace, accesses: readonly Access[], letter: TeamLetter): Promise<OpenTeamLetter> {
  const sealed = fromBase64Url(letter.sealed);
  const sealedHash = await sha256(sealed);
  const base = { letter, hash: toHex(sealedHash), kind: kindOf(letter) };
  const keys = signersOf(letter, organisationKeys(sealing), accesses);
  try {
    const data = await sealing.openBytes(contentPlace(place, fromHex(letter.id)), sealed);
    const text = await readLetter(place, letter, data, sealedHash, keys);
    return { ...base, data, text, isLost: text === null && !(await isOwnFault(true)) };
  } catch (e) {
    const isOtherKey = e instanceof SealingError && e.fault === 'wrong-key';
    return { ...base, data: null, text: null, isLost: !(await isOwnFault(!isOtherKey)) };
  }

  // Else whoever has a stolen card could hold on to it by a letter that nobody can open.
  async function isOwnFault(isThisKey: boolean): Promise<boolean> {
    return isThisKey && letter.direction === 0 && (await isSigned(place, letter, sealedHash, keys));
  }
}

/** Writes to a respondent. @throws RangeError for a text that does not fit. */
export async function writeTo(
  view: CaseView,
  answer: CaseAnswer,
  role: string,
  to: Correspondence,
  kind: string,
  text: string,
): Promise<void> {
  const { sealing, api } = view;
  const team = currentKey(organisationOf(sealing.manifest, sealing.organisation));
  const writing = { by: answer.me ?? '', direction: 1, kind, text, signing: sealing.signing } as const;
  await api.write(answer.id, role, to.of, await sealLetter(to.place, writing, team, to.accesses));
}

/**
 * Makes a code for a respondent or an adviser, and posts what is public of it.
 * @returns its 28 digits, which nothing else keeps.
 * @throws RangeError where a letter would be lost with the code before.
 */
export async function giveCode(view: CaseView, answer: CaseAnswer, role: string, to: Correspondence, party: string): Promise<string> {
  const { sealing, api } = view;
  if (to.letters.some(({ isLost }) => isLost)) throw new RangeError('a letter does not open here and would be lost');
  const digits = newReceipt();
  const code = await deriveLettersCode(digits, sealing.manifest.deployment);
  const access = await signAccess(to.place, party, code, sealing.signing);
  const { signing, box, signature, proof } = access;
  const { id, sealed, hash } = await sealing.seal(answer.id, accessText(access));
  // Also what a party sealed wrongly: whoever reads it sees that as well.
  const copies = await Promise.all(
    to.letters.map(async ({ letter, data }) => {
      const copy = await sealLetterCopy(code.box.publicKey, contentPlace(to.place, fromHex(letter.id)), data ?? new Uint8Array());
      return { letter: letter.id, sealed: toBase64Url(copy) };
    }),
  );
  const event = { kind: 'access-given', to: party, content: { id, hash } };
  await api.giveAccess(
    answer.id,
    { after: answer.events.length, role, event, contents: [{ id, sealed }] },
    { access: { lookup: toBase64Url(code.lookup), signing, box, signature, proof }, copies },
  );
  return digits;
}
