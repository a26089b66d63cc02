// What an advocate asked a reporter about a circle, what she answered, and what became of it. Her page and the desk both read it here,
// from the thread alone (docs/adr/0048-a-circle-is-sealed-to-those-who-are-there.md).
import type { Message } from './message.ts';
import type { CircleAsk, CircleState } from './message-kind.ts';

export interface AskedCircle extends Omit<CircleAsk, 'kind'> {
  /** The id of the message that asked, base64url. */
  readonly ask: string;
  readonly hour: string;
  /** As the organisation wrote it. */
  readonly text: string;
  /** A no stays one, of several yes the newest counts; null where there is no answer. */
  readonly answered: { readonly said: 'yes' | 'no'; readonly hour: string; readonly taken: string | null } | null;
  /** The newest news; null where there is none. */
  readonly state: CircleState | null;
}

/**
 * The questions that stand, oldest first. One counts only if all before it were answered with a yes: to whoever said no, or nothing yet,
 * another is words in the thread; and so is a second one about the same circle.
 */
export function circlesIn(messages: readonly Message[]): AskedCircle[] {
  const answers = new Map<string, NonNullable<AskedCircle['answered']>>();
  const states = new Map<string, CircleState>();
  for (const message of messages) {
    if (message.refused !== undefined) continue;
    const { kind, hour } = message;
    if (kind?.kind === 'circle-news') states.set(kind.circle, kind.state);
    if (kind?.kind !== 'circle-answer' || answers.get(kind.ask)?.said === 'no') continue;
    answers.set(kind.ask, { said: kind.said, hour, taken: kind.taken });
  }
  const standing: AskedCircle[] = [];
  for (const message of messages) {
    if (message.refused !== undefined || message.kind?.kind !== 'circle-ask') continue;
    const { circle, signing, box, others } = message.kind;
    if (standing.some((one) => one.circle === circle || one.answered?.said !== 'yes')) continue;
    const answered = answers.get(message.id) ?? null;
    standing.push({
      ask: message.id,
      hour: message.hour,
      text: message.text,
      circle,
      signing,
      box,
      others,
      answered,
      state: states.get(circle) ?? null,
    });
  }
  return standing;
}

/** Whether she may be asked (again): nobody who has said no, or nothing yet, and nobody whose circle is not over. */
export const mayAskForCircle = (asked: readonly AskedCircle[]): boolean =>
  asked.every(({ answered, state }) => answered?.said === 'yes' && (state === 'closed' || state === 'off'));
