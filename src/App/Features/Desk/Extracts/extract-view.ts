// What would be in an extract, as the file has it.
import { element } from '../../../Components/Dom/element.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { ExtractLine } from './extract-lines.ts';

/** Each line with its title; a sentence where nothing is left. */
export const linesView = (lines: readonly ExtractLine[], words: Words): HTMLElement[] =>
  lines.length === 0
    ? [element('p', { class: 'none' }, words.text('desk.extract.empty'))]
    : lines.map(({ title, text, language }) =>
        element('div', {}, element('h3', { dir: 'auto' }, title), element('p', { class: 'text', dir: 'auto', lang: language }, text)),
      );
