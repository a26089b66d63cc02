// The letters of a code, in order, each with who wrote it, what it is and when.
import { element } from '../../Components/Dom/element.ts';
import { dayOf } from '../Return/day-of.ts';
import type { Text } from '../Write/texts.ts';
import type { LettersVisit } from './letters-visit.ts';

/** What a party is called on the page of whoever came: by one name wherever it is named, so that a letter is found to be of one of the holders. */
export function nameOf(party: string, { party: reader, place }: Pick<LettersVisit, 'party' | 'place'>, text: Text): string {
  if (party === reader) return text('messages.you');
  return party === place.of ? text('letters.by.other') : text('letters.holder.adviser', { n: party.split('-')[1] ?? '' });
}

/** Draws what the page says of the letters, and the letters. */
export function showLetters(page: HTMLElement, visit: LettersVisit, text: Text, language: string): void {
  const at = (selector: string) => page.querySelector(selector) as HTMLElement;
  const organisation = visit.organisation.name;
  const isAdviser = visit.party !== visit.place.of;
  // What counts in favour of the respondent is told to an adviser as true of the person they stand by.
  for (const [whose, isShown] of [
    ['[data-respondent]', !isAdviser],
    ['[data-adviser]', isAdviser],
  ] as const)
    for (const part of page.querySelectorAll<HTMLElement>(whose)) part.hidden = !isShown;
  at('[data-what]').textContent = text(isAdviser ? 'letters.what.adviser' : 'letters.what', { organisation });
  at('[data-readers]').textContent = text('letters.readers', { organisation });
  at('[data-holders-lead]').textContent = text('letters.holders', { organisation });
  at('[data-holders]').replaceChildren(
    ...visit.holders.map(({ party, hour }) =>
      element('li', {}, text('letters.holder', { who: nameOf(party, visit, text), day: dayOf(hour, language) })),
    ),
  );
  const days = [
    ['letters.answer-by', visit.answerBy],
    ['letters.appeal-by', visit.appealBy],
  ] as const;
  const lines = days.flatMap(([id, day]) => (day === null ? [] : [text(id, { day: dayOf(`${day}T12`, language) })]));
  at('[data-days]').replaceChildren(...(lines.length > 0 ? lines : [text('letters.no-day')]).map((line) => element('li', {}, line)));
  at('[data-letters]').replaceChildren(
    ...visit.letters.map((letter) => {
      const kind = letter.kind === null ? '' : text(`letters.${letter.isOwnSide ? 'kind' : 'from'}.${letter.kind}`);
      const said = [letter.isOwnSide ? nameOf(letter.by, visit, text) : organisation, kind, dayOf(letter.hour, language)].filter(
        (part) => part !== '',
      );
      return element(
        'li',
        letter.isOwnSide ? { class: 'own' } : {},
        element('b', {}, said.join(' · ')),
        letter.text ?? text('letters.unread'),
      );
    }),
    ...(visit.letters.length === 0 ? [element('li', {}, text('letters.empty'))] : []),
  );
}
