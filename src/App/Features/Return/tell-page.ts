// The page on which she tells what was done to her because she spoke. Fetched when she asks for it.
import { longestWhen, watchActs, watchWishes } from '../../../Escrow/Messages/message-kind.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Text } from '../Write/texts.ts';
import { answerForm, longestWords, sendAnswer } from './answering.ts';
import { plainAnswer, type Watching, whoReads } from './watch-card.ts';

const other = 'other';

const wishTexts = { yes: 'watch.wish.yes', no: 'watch.wish.no', unsure: 'watch.wish.unsure' } as const;

/** @returns the page's content; what is typed is in it alone and goes with it. */
export function tellPage(watching: Watching): HTMLElement {
  const { watch, shown } = watching;
  const { text } = shown;
  const acts = [...watchActs, other].map((act) => ({
    act,
    label: text(`after.${act}`),
    ...choiceOf('checkbox', act, `after.${act}`, text),
  }));
  const wishes = watchWishes.map((wish) => ({ wish, label: text(wishTexts[wish]), ...choiceOf('radio', wish, wishTexts[wish], text) }));
  const words = element('textarea', { id: 'tell-words', rows: 6, maxlength: longestWords, dir: 'auto', autocomplete: 'off' });
  const when = element('input', { id: 'tell-when', type: 'text', maxlength: longestWhen, dir: 'auto', autocomplete: 'off' });
  const send = async (): Promise<string | null> => {
    const chosen = acts.filter(({ box }) => box.checked);
    const wish = wishes.find(({ box }) => box.checked) ?? null;
    const own = words.value.trim();
    const time = when.value.trim();
    if (chosen.length === 0 && own === '') {
      acts[0]?.box.focus();
      return text('watch.empty');
    }
    const answer = {
      ...plainAnswer('something', watch.asked, watch.since),
      acts: chosen.map(({ act }) => act).filter((act) => act !== other),
      other: chosen.some(({ act }) => act === other),
      when: time === '' ? null : time,
      wish: wish?.wish ?? null,
    };
    const lines = [
      text('watch.said.something'),
      ...chosen.map(({ label }) => `• ${label}`),
      time !== '' && `${text('watch.when')} ${time}`,
      own,
      wish && `${text('watch.wish')} ${wish.label}`,
    ];
    return sendAnswer(watching, answer, lines.filter((line) => line).join('\n'));
  };
  const content = [
    element('fieldset', { class: 'choices', 'aria-labelledby': 'tell-what' }, ...acts.map(({ row }) => row)),
    field(words, text('watch.words')),
    element('p', { class: 'small' }, text('watch.voice', { change: text('return.change') })),
    field(when, text('watch.when')),
    element('h2', { class: 'question', id: 'tell-wish' }, text('watch.wish')),
    element('fieldset', { class: 'choices', 'aria-labelledby': 'tell-wish' }, ...wishes.map(({ row }) => row)),
    element('p', { class: 'notice' }, whoReads(watching)),
  ];
  const form = answerForm(shown, text('messages.send'), content, send);
  const title = element('h1', { tabindex: -1, id: 'tell-what' }, text('watch.what'));
  return element('div', {}, title, element('p', { class: 'why' }, text('after.why')), form);
}

function choiceOf(type: 'checkbox' | 'radio', value: string, id: string, text: Text) {
  const box = element('input', { type, name: type === 'radio' ? 'wish' : 'act', value });
  const more = text(`${id}.more`);
  // A text that is not there shows its id.
  const small = more !== `${id}.more` && element('small', {}, more);
  return { box, row: element('label', { class: 'choice' }, element('span', {}, text(id), small), box) };
}

const field = (control: HTMLElement, label: string): HTMLElement =>
  element('div', { class: 'field' }, element('label', { for: control.id }, label), control);
