// The sentences on who can read a report, written into the lists that the page has for them.
import type { Fields } from './fields.ts';
import { type Facts, organisationOf, type Questionnaire, readersOf } from './questionnaire.ts';
import type { Text } from './texts.ts';

/** Fills every `[data-readers]` list within an element with the sentences of its time. */
export function showReaders(within: HTMLElement, questionnaire: Questionnaire, fields: Fields, facts: Facts, text: Text) {
  const organisation = organisationOf(questionnaire, fields);
  const places = {
    organisation: organisation?.name ?? text('organisation.none'),
    network: organisation?.network ?? '',
    number: facts.quorum ?? '',
  };
  for (const list of within.querySelectorAll<HTMLElement>('[data-readers]')) {
    const sentences = readersOf(questionnaire, facts).filter((reader) => reader.time === list.dataset.readers);
    list.replaceChildren(
      ...sentences.map((reader) => {
        const item = document.createElement('li');
        item.textContent = text(reader.text, places);
        return item;
      }),
    );
  }
}
