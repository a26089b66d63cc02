// What a reporter answers to a question of her page: its form, sealed and sent. It brings the sealing with it, so it comes when it is needed.
import type { MessageKind } from '../../../Escrow/Messages/message-kind.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Told } from '../Write/sending.ts';
import { notThere } from '../Write/texts.ts';
import { sendMessage } from './changing.ts';
import type { Shown } from './report-card.ts';
import type { Watching } from './watch-card.ts';

/** UTF-16 units of her own words in an answer. */
export const longestWords = 10_000;

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

/**
 * The form of a page that sends one answer.
 * @param label of the button that sends it.
 * @param send what pressing does; gives a sentence where it failed, and says by `said` how far it has come.
 */
export function answerForm(
  { text, again }: Shown,
  label: string,
  content: readonly Node[],
  send: (said: (sentence: string) => void) => Promise<string | null>,
): HTMLFormElement {
  const mend = element('p', { class: 'mend', role: 'alert' });
  const status = element('p', { class: 'small', role: 'status' });
  const go = element('button', { type: 'submit', class: 'go' }, label);
  const back = element('button', { type: 'button', class: 'plain skip' }, text('watch.back'));
  back.addEventListener('click', () => again(''));
  const form = element('form', { autocomplete: 'off', novalidate: true }, ...content, status, mend, go, back);
  // Not on change: a field changes when the button is pressed, which would then move away under the finger.
  form.addEventListener('input', () => {
    mend.textContent = '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (go.getAttribute('aria-busy') === 'true') return;
    go.setAttribute('aria-busy', 'true');
    mend.textContent = '';
    send((sentence) => {
      status.textContent = sentence;
    })
      .catch((e: unknown) => text(notThere(e) ?? 'messages.failed'))
      .then((failed) => {
        mend.textContent = failed ?? '';
        status.textContent = '';
      })
      .finally(() => go.removeAttribute('aria-busy'));
  });
  return form;
}
