// The messages about one report, and the box for another.
import type { Message } from '../../../Escrow/Messages/message.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Told } from '../Write/sending.ts';
import { notThere } from '../Write/texts.ts';
import { dayOf } from './day-of.ts';
import type { Shown } from './report-card.ts';
import type { OpenedReport } from './visit.ts';

export function showThread(card: HTMLElement, report: OpenedReport, organisation: string, shown: Shown) {
  const { text } = shown;
  const within = (selector: string) => card.querySelector(selector) as HTMLElement;
  // Until somebody has written to her she adds to the report: nothing here may tell whether it was passed on.
  const hasAnswer = report.messages.some((message) => message.direction === 1);
  // An answer is what she came for: it stands above what she wrote herself.
  if (hasAnswer) within('[data-about]').after(within('[data-thread]'));
  within('[data-none]').hidden = hasAnswer;
  within('[data-letters]').hidden = report.messages.length === 0;
  within('[data-letters]').replaceChildren(
    ...report.messages.map((message) => {
      const item = document.createElement('li');
      const from = document.createElement('b');
      const day = message.refused === undefined ? `, ${dayOf(message.hour, shown.questions.questionnaire.language)}` : '';
      from.textContent = `${message.direction === 0 ? text('messages.you') : organisation}${day}`;
      if (message.direction === 0) item.className = 'own';
      const seen = seenBy(message, report.messages);
      item.append(from, ...(seen === null ? [] : [element('p', {}, text(seen, { organisation }))]));
      item.append(message.refused === undefined ? message.text : text('return.unreadable'));
      return item;
    }),
  );
  const reply = within('[data-reply]');
  reply.hidden = !hasAnswer;
  const mend = reply.querySelector('[data-mend]') as HTMLElement;
  mend.id = `reply-${report.number}-mend`;
  reply.querySelector('textarea')?.setAttribute('aria-describedby', mend.id);
  within('[data-who]').textContent = text('messages.who', { organisation });
  reply.addEventListener('submit', (event) => {
    event.preventDefault();
    void write(reply, report, shown);
  });
}

/** What a message says of an answer of hers, beside its words: that it is seen to or, where she said that nothing was done, that it was read. */
function seenBy(message: Message, all: readonly Message[]): 'watch.seen' | 'watch.read' | null {
  if (message.refused !== undefined || message.kind?.kind !== 'watch-seen') return null;
  const { answer } = message.kind;
  const answered = all.find(({ id }) => id === answer);
  const told = answered?.refused === undefined && answered?.kind?.kind === 'watch-answer' ? answered.kind.said : 'something';
  return told === 'something' ? 'watch.seen' : 'watch.read';
}

async function write(reply: HTMLElement, report: OpenedReport, { visit, text, isOpen, again }: Shown) {
  const box = reply.querySelector('textarea') as HTMLTextAreaElement;
  const mend = reply.querySelector('[data-mend]') as HTMLElement;
  const button = reply.querySelector('.go') as HTMLElement;
  if (button.getAttribute('aria-busy') === 'true' || !isOpen()) return;
  if (box.value.trim() === '') {
    mend.textContent = text('messages.empty');
    return box.focus();
  }
  button.setAttribute('aria-busy', 'true');
  mend.textContent = '';
  try {
    const { sendMessage } = await import('./changing.ts');
    const told: Told = (message, places) => {
      mend.textContent = text(message, places);
    };
    if (await sendMessage(visit, report, box.value.trim(), told)) again(text('messages.sent'));
    else mend.textContent = text('messages.failed');
  } catch (e) {
    mend.textContent = text(notThere(e) ?? 'messages.failed');
  } finally {
    button.removeAttribute('aria-busy');
  }
}
