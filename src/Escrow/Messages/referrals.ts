// What an organisation asked a reporter about sending parts of her report to an institution, and what she answered. Her page and
// the desk both read it here, from the thread alone (docs/adr/0045-a-referral-is-her-own-new-report.md).
import type { Message } from './message.ts';
import type { ReferralSaid } from './message-kind.ts';

/** What she said to one ask. */
export interface ReferralAnswered {
  readonly said: ReferralSaid;
  readonly hour: string;
  /** As the message names them; empty unless `said` is `yes`. */
  readonly parts: readonly string[];
}

export interface AskedReferral {
  /** The id of the message that asked, base64url. */
  readonly ask: string;
  /** Its id in the manifest. */
  readonly institution: string;
  readonly hour: string;
  /** As the organisation wrote it. */
  readonly text: string;
  /** The newest answer, though a yes stays one; null where there is none. */
  readonly answered: ReferralAnswered | null;
}

/** Everything that was asked, oldest first. */
export function referralsIn(messages: readonly Message[]): AskedReferral[] {
  const answers = new Map<string, ReferralAnswered>();
  for (const message of messages) {
    if (message.refused !== undefined || message.kind?.kind !== 'referral-answer') continue;
    const { ask, said, parts } = message.kind;
    if (answers.get(ask)?.said !== 'yes') answers.set(ask, { said, hour: message.hour, parts });
  }
  return messages.flatMap((message) => {
    if (message.refused !== undefined || message.kind?.kind !== 'referral-ask') return [];
    const { id, hour, text, kind } = message;
    return [{ ask: id, institution: kind.institution, hour, text, answered: answers.get(id) ?? null }];
  });
}

/**
 * Of each institution the ask that stands, in order. An ask counts only if all before it for the same institution were answered "not now": to
 * whoever said no, or nothing yet, a second one is words in the thread.
 */
export function standingReferrals(asked: readonly AskedReferral[]): AskedReferral[] {
  const closed = new Set<string>();
  const standing = new Map<string, AskedReferral>();
  for (const one of asked) {
    if (closed.has(one.institution)) continue;
    standing.set(one.institution, one);
    if (one.answered?.said !== 'not-now') closed.add(one.institution);
  }
  return asked.filter((one) => standing.get(one.institution) === one);
}

/** Whether the organisation may ask about this institution (again): nobody who has said yes or no, or nothing yet, is asked twice. */
export const mayAsk = (asked: readonly AskedReferral[], institution: string): boolean =>
  asked.every((one) => one.institution !== institution || one.answered?.said === 'not-now');
