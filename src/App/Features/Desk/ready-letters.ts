// Words that are ready to be written to a reporter, in their language, with what they mean in the member's (docs/formats/letters.md).
import { button, element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';

/** As the page has it. */
export interface OfferedLetter {
  readonly id: string;
  /** What it is for, in the member's language. */
  readonly title: string;
  /** By language, each that the site offers. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A letter for one reporter. */
export interface ReadyLetter {
  readonly id: string;
  readonly title: string;
  /** Its text, and the language that it is in. */
  readonly text: string;
  readonly language: string;
  /** The same in the member's language; null where it is that already. */
  readonly own: string | null;
}

export class ReadyLetters {
  /** @param language of the member. */
  constructor(
    private readonly offered: readonly OfferedLetter[],
    private readonly language: string,
  ) {}

  /** Reads the page's JSON data block with this id. */
  static fromPage(id: string, language: string): ReadyLetters {
    return new ReadyLetters(JSON.parse(document.getElementById(id)?.textContent ?? '[]') as OfferedLetter[], language);
  }

  /** For a report in that language; in the member's where the site does not offer it any more. */
  in(wanted: string): readonly ReadyLetter[] {
    return this.offered.flatMap(({ id, title, texts }) => {
      const language = Object.hasOwn(texts, wanted) ? wanted : this.language;
      const text = texts[language];
      const own = language === this.language ? null : (texts[this.language] ?? null);
      return text === undefined ? [] : [{ id, title, text, language, own }];
    });
  }
}

/** The letters, to be put into a field. Nothing is sent by that. */
export function readyLetters(letters: ReadyLetters, language: string, words: Words, field: HTMLTextAreaElement): HTMLElement | string {
  const ready = letters.in(language);
  if (ready.length === 0) return '';
  const lacks = ready.some((letter) => letter.language !== language);
  const place = element('details', { class: 'ready' }, element('summary', {}, words.text('desk.letters.title')));
  const choose = (letter: ReadyLetter) => {
    // So that what is safe and the field are seen together.
    place.open = false;
    put(letter.text, field);
  };
  place.append(
    element('p', { class: 'note' }, words.text(lacks ? 'desk.letters.lacking' : 'desk.letters.note')),
    element('ul', {}, ...ready.map((letter) => item(letter, words, () => choose(letter)))),
  );
  return place;
}

function item(letter: ReadyLetter, words: Words, choose: () => void): HTMLElement {
  return element(
    'li',
    {},
    button(letter.title, choose, { class: 'btn' }),
    element('p', { lang: letter.language, dir: 'auto' }, letter.text),
    letter.own !== null && element('p', { class: 'note', dir: 'auto' }, words.text('desk.letters.own', { text: letter.own })),
  );
}

/** Below what stands there already: nothing that was typed is lost. The cursor goes to what is still to be filled in. */
function put(text: string, field: HTMLTextAreaElement): void {
  const before = field.value.trimEnd();
  const start = before === '' ? 0 : before.length + 2;
  field.value = before === '' ? text : `${before}\n\n${text}`;
  const gap = text.indexOf('…');
  field.focus();
  if (gap >= 0) field.setSelectionRange(start + gap, start + gap + 1);
}
