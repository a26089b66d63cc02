// Who may ask about a referral, or a circle: the organisation that the report's newest version is for, and no other whose keys a thread still takes.
import type { MessageAnswer } from '../Depositing/own-report.ts';
import { type Message, openMessages, type Thread } from './message.ts';

/** What only the organisation of today may say. */
const ofNow: readonly (string | undefined)[] = ['referral-ask', 'circle-ask', 'circle-news'];

/**
 * The same messages; an ask, or news of a circle, that another organisation signed, such as one that the report went to earlier, is left as its words.
 * @param now the thread with the keys of its organisation of today alone.
 */
export async function withOwnAsks(messages: readonly Message[], now: Thread, answers: readonly MessageAnswer[]): Promise<Message[]> {
  const asks = new Set(messages.filter((m) => m.refused === undefined && ofNow.includes(m.kind?.kind)).map(({ id }) => id));
  if (asks.size === 0) return [...messages];
  const signed = await openMessages(
    now,
    answers.filter(({ id }) => asks.has(id)),
  );
  const own = new Set(signed.filter((m) => m.refused === undefined).map(({ id }) => id));
  return messages.map((message) => {
    if (message.refused !== undefined || !asks.has(message.id) || own.has(message.id)) return message;
    const { kind: _, ...words } = message;
    return words;
  });
}
