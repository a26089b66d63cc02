// What a reporter answers to a question of her page, sealed and sent. It brings the sealing with it, so it comes when it is needed.
import type { MessageKind } from '../../../Escrow/Messages/message-kind.ts';
import type { Told } from '../Write/sending.ts';
import { notThere } from '../Write/texts.ts';
import { sendMessage } from './changing.ts';
import type { Watching } from './watch-card.ts';

/** Seals and sends an answer, and shows the reports again. @returns a sentence where it was not sent. */
export async function sendAnswer(
  { report, shown }: Pick<Watching, 'report' | 'shown'>,
  answer: MessageKind,
  words: string,
): Promise<string | null> {
  const { visit, text, isOpen, again } = shown;
  if (!isOpen()) return null;
  let refusal = '';
  const told: Told = (message, places) => {
    refusal = text(message, places);
  };
  try {
    if (!(await sendMessage(visit, report, words, told, answer))) return refusal || text('messages.failed');
    again(text('messages.sent'));
    return null;
  } catch (e) {
    return text(notThere(e) ?? 'messages.failed');
  }
}
