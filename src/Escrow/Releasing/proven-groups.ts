// What the site says about groups, held against the records that the trustees signed (docs/formats/release.md, "Groups").
import { toBase64Url } from '../../Sealing/wire.ts';
import type { GroupAnswer } from './groups.ts';
import type { OpenedReport, OpenedSlot } from './report-opener.ts';

/** The report of a handle (base64url) in a version, if it was opened. */
export type OpenedOf = (handle: string, version: number) => OpenedReport | null;

/**
 * Leaves in each group only the members whose own records say that they belong to it: a slot released in this run under
 * this tag, which holds an identifier, and the same fingerprint as the others'. So the site cannot join reports that no
 * run joined, nor a trustee that deviates in a run reports that name different people, nor can a reporter join a group by
 * a fingerprint that her text calls padding and so does not name. A member alone may be padding: it was sent directly.
 * What the site says of other organisations cannot be checked here.
 */
export function provenGroups(answers: readonly GroupAnswer[], openedOf: OpenedOf): GroupAnswer[] {
  return answers.map((answer) => {
    const proven = answer.members.flatMap((member) => {
      const slot = openedOf(member.handle, member.version)?.slots.find((s) => s.slot === member.slot && isIn(s, answer));
      return slot ? [{ member, slot }] : [];
    });
    const alone = proven.length === 1 && answer.elsewhere.length === 0;
    const named = alone ? proven : proven.filter(({ slot }) => slot.identifier !== null);
    const agreeing = named.filter(({ slot }) => slot.fingerprint === named[0]!.slot.fingerprint);
    // Which of two fingerprints the group is about cannot be told here, so none is believed.
    return { ...answer, members: agreeing.length === named.length ? named.map(({ member }) => member) : [] };
  });
}

const isIn = (slot: OpenedSlot, answer: GroupAnswer): boolean =>
  toBase64Url(slot.run) === answer.run && toBase64Url(slot.tag) === answer.tag;
