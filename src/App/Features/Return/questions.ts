// The questions, as the page for changing a report has them: their words tell what was answered, and their form changes it. Fetched
// when a report was opened, since whoever has no numbers needs none of it.
import { nameCountries } from '../Write/countries.ts';
import type { Questionnaire } from '../Write/questionnaire.ts';

export interface Questions {
  readonly questionnaire: Questionnaire;
  /** The <sealed-form>, in the page and hidden. */
  readonly element: HTMLElement;
  readonly form: HTMLFormElement;
}

let fetched: Promise<Questions> | null = null;

/** Fetches the questions and puts them into the page, once. @throws where the site does not give them now. */
export function questionsIn(page: HTMLElement): Promise<Questions> {
  fetched ??= fetchInto(page);
  fetched.catch(() => {
    fetched = null;
  });
  return fetched;
}

async function fetchInto(page: HTMLElement): Promise<Questions> {
  const answer = await fetch(page.dataset['questions'] as string, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error('The site does not give the questions.');
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const element = parsed.querySelector<HTMLElement>('sealed-form');
  const data = parsed.getElementById('questionnaire')?.textContent;
  if (!element || !data) throw new Error('What the site gave are not the questions.');
  const own = document.importNode(element, true);
  own.hidden = true;
  page.after(own);
  const questionnaire = JSON.parse(data) as Questionnaire;
  const form = own.querySelector('form') as HTMLFormElement;
  nameCountries(form, questionnaire.language);
  return { questionnaire, element: own, form };
}
