// Words that are ready to be written to a reporter, in their language, with what they mean in the member's (docs/formats/templates.md).
import { button, element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';

/** As the page has it. */
export interface OfferedTemplate {
  readonly id: string;
  /** What it is for, in the member's language. */
  readonly title: string;
  /** By language, each that the site offers. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A template for one reporter. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** Its text, and the language that it is in. */
  readonly text: string;
  readonly language: string;
  /** The same in the member's language; null where it is that already. */
  readonly own: string | null;
}

export class Templates {
  /** @param language of the member. */
  constructor(
    private readonly offered: readonly OfferedTemplate[],
    private readonly language: string,
  ) {}

  /** Reads the page's JSON data block with this id. */
  static fromPage(id: string, language: string): Templates {
    return new Templates(JSON.parse(document.getElementById(id)?.textContent ?? '[]') as OfferedTemplate[], language);
  }

  /** For a report in that language; in the member's where the site does not offer it any more. */
  in(wanted: string): readonly Template[] {
    return this.offered.flatMap(({ id, title, texts }) => {
      const language = Object.hasOwn(texts, wanted) ? wanted : this.language;
      const text = texts[language];
      const own = language === this.language ? null : (texts[this.language] ?? null);
      return text === undefined ? [] : [{ id, title, text, language, own }];
    });
  }
}

/** The templates, to be put into a field. Nothing is sent by that. */
export function templatesFor(templates: Templates, language: string, words: Words, field: HTMLTextAreaElement): HTMLElement | string {
  const ready = templates.in(language);
  if (ready.length === 0) return '';
  const lacks = ready.some((template) => template.language !== language);
  const place = element('details', { class: 'ready' }, element('summary', {}, words.text('desk.templates.title')));
  const choose = (template: Template) => {
    // So that what is safe and the field are seen together.
    place.open = false;
    put(template.text, field);
  };
  place.append(
    element('p', { class: 'note' }, words.text(lacks ? 'desk.templates.lacking' : 'desk.templates.note')),
    element('ul', {}, ...ready.map((template) => item(template, words, () => choose(template)))),
  );
  return place;
}

function item(template: Template, words: Words, choose: () => void): HTMLElement {
  return element(
    'li',
    {},
    button(template.title, choose, { class: 'btn' }),
    element('p', { lang: template.language, dir: 'auto' }, template.text),
    template.own !== null && element('p', { class: 'note', dir: 'auto' }, words.text('desk.templates.own', { text: template.own })),
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
