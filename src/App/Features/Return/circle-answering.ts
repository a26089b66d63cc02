// The pages on which she says whether she wants to meet the others, and by which name. Fetched when she begins to answer.
import '../Write/Bundled/envelopes.ts';
import { circleSeat, isCircleName, longestCircleName, sealTaken } from '../../../Sealing/circle-seat.ts';
import { fromBase64Url, toBase64Url } from '../../../Sealing/wire.ts';
import { element } from '../../Components/Dom/element.ts';
import { answerForm, sendAnswer } from './answering.ts';
import type { Asking } from './circle-card.ts';

export function circleAnswerPage(asking: Asking, said: 'yes' | 'no'): HTMLElement {
  const { text } = asking.shown;
  const title = element('h1', { tabindex: -1 }, text(said === 'yes' ? 'circle.said.yes' : 'circle.said.no'));
  return element('div', {}, title, said === 'yes' ? agreeing(asking) : refusing(asking));
}

function refusing({ report, asked, shown }: Asking): HTMLElement {
  const { text } = shown;
  return answerForm(shown, text('messages.send'), [element('p', {}, text('circle.no.final'))], () =>
    sendAnswer({ report, shown }, { kind: 'circle-answer', ask: asked.ask, said: 'no', taken: null }, text('circle.said.no')),
  );
}

function agreeing(asking: Asking): HTMLElement {
  const { report, asked, shown } = asking;
  const { text } = shown;
  const name = element('input', {
    id: 'circle-name',
    type: 'text',
    maxlength: longestCircleName,
    dir: 'auto',
    autocomplete: 'off',
    autocapitalize: 'words',
    spellcheck: 'false',
    'aria-describedby': 'circle-name-hint',
  });
  const field = element(
    'div',
    { class: 'field' },
    element('label', { for: name.id }, text('circle.name')),
    element('span', { class: 'hint', id: 'circle-name-hint' }, text('circle.name.hint')),
    name,
  );
  const content = [field, element('p', { class: 'notice care' }, text('circle.risk'))];
  return answerForm(shown, text('messages.send'), content, async () => {
    const chosen = name.value.trim();
    if (!isCircleName(chosen)) {
      name.focus();
      return text('circle.name.hint');
    }
    const { keys, manifest } = shown.visit;
    const place = { deployment: manifest.deployment, circle: fromBase64Url(asked.circle, 16) };
    const seat = await circleSeat(keys.circles, place.circle);
    const taken = await sealTaken(fromBase64Url(asked.box, 32), place, keys.signing.publicKey, seat, chosen);
    const answer = { kind: 'circle-answer', ask: asked.ask, said: 'yes', taken: toBase64Url(taken) } as const;
    return sendAnswer({ report, shown }, answer, text('circle.said.yes'));
  });
}
