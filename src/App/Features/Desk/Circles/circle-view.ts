// A circle as the advocate who keeps it reads and writes in it.
import { fitsTurn, longestWords } from '../../../../Escrow/Circles/circle.ts';
import { Act } from '../../../../Escrow/Circles/turns.ts';
import { element } from '../../../Components/Dom/element.ts';
import type { CircleSession } from '../../Circles/circle-session.ts';
import { hasTurn, type TalkTexts, talkOf } from '../../Circles/circle-talk.ts';
import type { CircleView } from './circle-section.ts';

/** Shows it, as soon as the site has given it. */
export function showTalk(session: CircleSession, view: CircleView): HTMLElement {
  const place = element('div', { class: 'talk', 'aria-live': 'polite' });
  void look(place, session, view, '', '');
  return place;
}

async function look(place: HTMLElement, session: CircleSession, view: CircleView, said: string, typed: string): Promise<void> {
  const { words } = view;
  const found = await session.open();
  const says = (id: string) => place.replaceChildren(element('p', {}, words.text(id)));
  if (found === 'gone') return says('desk.circle.news.closed');
  if (found === 'failed') return says('desk.call.unreachable');
  if (found === 'clock') return says('desk.circle.clock');
  if (found === 'changed') return says('desk.circle.broken');
  const circle = session.circle!;
  place.replaceChildren(
    ...talkOf(circle, session.now, textsOf(view), { list: 'thread', who: 'note' }),
    element('p', { class: 'status', role: 'status' }, said),
    ...(hasTurn(circle, session.now) ? [turnForm(place, session, view, typed)] : []),
    again(place, session, view),
  );
}

function again(place: HTMLElement, session: CircleSession, view: CircleView): HTMLElement {
  const press = element('button', { type: 'button', class: 'btn' }, view.words.text('desk.refresh'));
  press.addEventListener('click', () => void look(place, session, view, '', place.querySelector('textarea')?.value ?? ''));
  return press;
}

function turnForm(place: HTMLElement, session: CircleSession, view: CircleView, typed: string): HTMLElement {
  const { words } = view;
  const field = element('textarea', { id: 'circle-words', rows: 5, maxlength: longestWords, dir: 'auto' });
  field.value = typed;
  const status = element('p', { class: 'status', role: 'status' });
  const pass = element('button', { type: 'button', class: 'btn' }, words.text('desk.circle.pass'));
  const go = element('button', { class: 'btn main' }, words.text('desk.thread.send'));
  const form = element(
    'form',
    { class: 'answer' },
    element('label', { for: field.id }, words.text('desk.circle.words')),
    field,
    go,
    pass,
    status,
  );
  const write = async (text: string) => {
    go.disabled = pass.disabled = true;
    try {
      const written = await session.write(Act.word, text);
      if (written === 'failed') status.textContent = words.text('desk.call.unreachable');
      else
        await look(
          place,
          session,
          view,
          words.text(written === 'stale' ? 'desk.circle.stale' : 'desk.thread.sent'),
          written === 'stale' ? text : '',
        );
    } catch (e) {
      status.textContent = view.failure(e);
    } finally {
      go.disabled = pass.disabled = false;
    }
  };
  pass.addEventListener('click', () => void write(''));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    status.textContent = text === '' ? words.text('desk.thread.empty') : fitsTurn(text) ? '' : words.text('desk.circle.too-long');
    if (status.textContent === '') void write(text);
  });
  return form;
}

function textsOf({ words, facts, organisation }: CircleView): TalkTexts {
  return {
    you: words.text('desk.thread.you'),
    who: (names) => words.text('desk.circle.who', { names }),
    ownTurn: (day) => words.text('desk.circle.turn.own', { day }),
    turn: (name, day) => words.text('desk.circle.turn.other', { name, day }),
    passed: words.text('desk.circle.passed'),
    left: words.text('desk.circle.left'),
    wantsEnd: words.text('desk.circle.wants-end'),
    nothing: words.text('desk.circle.nothing'),
    unread: words.text('desk.thread.refused'),
    broken: words.text('desk.circle.broken'),
    organisation,
    day: (hour) => facts.day(hour),
    list: (names) => words.list(names),
  };
}
