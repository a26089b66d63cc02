// Who has a code for a respondent's letters, as the log of the case has it: from what the events access-given sealed, in their order.
import { type Access, type AccessAnswer, checkAccesses, type LetterPlace } from '../../../../Escrow/Letters/letters-access.ts';
import { Json } from '../../../../Escrow/strict-json.ts';
import { type Bytes, MalformedError, toBase64Url, utf8 } from '../../../../Sealing/wire.ts';
import type { CaseAnswer } from './case-api.ts';
import { contentOf, eventsOf, isReference } from './case-events.ts';
import type { CaseView } from './case-view.ts';

/** The codes of a respondent and advisers, oldest first: the last one of each that the log has is not ended. */
export async function givenAccesses(view: CaseView, answer: CaseAnswer, place: LetterPlace, keys: readonly Bytes[]): Promise<Access[]> {
  const events = eventsOf(answer).filter(({ kind }) => kind === 'access-given');
  const opened = await Promise.all(
    events.map(async ({ to, content }) => {
      const kept = isReference(content) ? contentOf(content, answer) : undefined;
      const sealed = kept && (kept.sealed ?? (await view.api.content(answer.id, kept.id)).sealed);
      const text = kept && sealed ? await view.sealing.open(answer.id, kept.id, sealed, kept.hash) : null;
      return text === null ? null : accessIn(text, String(to));
    }),
  );
  const own = opened.filter((access) => access !== null && access.respondent === place.of) as AccessAnswer[];
  const checked = await checkAccesses(place, own, keys);
  return checked.map((access, i) => ({ ...access, ended: checked.slice(i + 1).some(({ party }) => party === access.party) }));
}

/** Null where it is not an access, or not that of whom the event names. */
function accessIn(text: string, to: string): AccessAnswer | null {
  try {
    const names = ['format', 'of', 'party', 'lookupHash', 'signing', 'box', 'signature', 'proof'] as const;
    const json = Json.parse(utf8(text), 'the access').members(names);
    json.format.mustBe('chorus/letters-access/1');
    const [lookupHash, signing, box] = [json.lookupHash, json.signing, json.box].map((part) => toBase64Url(part.bytes(32))) as [
      string,
      string,
      string,
    ];
    const [signature, proof] = [json.signature, json.proof].map((part) => toBase64Url(part.bytes(64))) as [string, string];
    const party = json.party.text();
    return party === to ? { respondent: json.of.text(), party, lookupHash, signing, box, signature, proof, ended: false } : null;
  } catch (e) {
    if (e instanceof MalformedError) return null;
    throw e;
  }
}
