// Messages with a reporter: what was written both ways, and a field to write back.
import type { Message } from '../../../Escrow/Messages/message.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Facts } from './facts.ts';

/** The thread, oldest first. */
export function threadOf(messages: readonly Message[], words: Words, facts: Facts): HTMLElement {
  if (messages.length === 0) return element('p', { class: 'none' }, words.text('desk.thread.none'));
  return element('ol', { class: 'thread' }, ...messages.map((message) => itemOf(message, words, facts)));
}

function itemOf(message: Message, words: Words, facts: Facts): HTMLElement {
  if (message.refused !== undefined) return element('li', { class: 'refused' }, words.text('desk.thread.refused'));
  const from = words.text(message.direction === 0 ? 'desk.thread.reporter' : 'desk.thread.you');
  return element(
    'li',
    { class: message.direction === 0 ? 'theirs' : 'ours' },
    element('h3', {}, from, ' ', element('time', {}, facts.day(message.hour))),
    element('p', { dir: 'auto' }, message.text),
  );
}

/** What a form to write to a reporter says. */
export interface LetterWords {
  readonly label: string;
  readonly note: string;
  readonly go: string;
}

/** The field to write back. `send` seals and posts; what was typed stays until it has succeeded. */
export function answerForm(words: Words, send: (text: string) => Promise<void>, failure: (e: unknown) => string): HTMLFormElement {
  const says = { label: words.text('desk.thread.write'), note: words.text('desk.thread.note'), go: words.text('desk.thread.send') };
  return letterForm({ id: 'answer', rows: 5 }, says, words, { send, failure, ifEmpty: null });
}

/** A form to write to a reporter. @param ifEmpty what is sent where nothing was typed; null where something has to be. */
export function letterForm(
  { id, rows }: { readonly id: string; readonly rows: number },
  says: LetterWords,
  words: Words,
  { send, failure, ifEmpty }: { send: (text: string) => Promise<void>; failure: (e: unknown) => string; ifEmpty: string | null },
): HTMLFormElement {
  const field = element('textarea', { id, rows, maxlength: 20_000, dir: 'auto', 'aria-describedby': `${id}-note` });
  const status = element('p', { class: 'status', role: 'status' });
  const go = element('button', { class: 'btn main' }, says.go);
  const form = element(
    'form',
    { class: 'answer' },
    element('label', { for: id }, says.label),
    field,
    element('p', { id: `${id}-note`, class: 'note' }, says.note),
    go,
    status,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim() || ifEmpty;
    if (text === null) {
      status.textContent = words.text('desk.thread.empty');
      field.focus();
      return;
    }
    go.disabled = true;
    status.textContent = words.text('desk.thread.sending');
    send(text)
      .catch((e: unknown) => {
        status.textContent = failure(e);
      })
      .finally(() => {
        go.disabled = false;
      });
  });
  return form;
}
