// Asking for an extract: what for, which parts stay out, which words are blacked, and what would be in it.
import { type ExtractRequest, longestReason, longestWord, mostWords } from '../../../../Escrow/Extracts/extract.ts';
import { element } from '../../../Components/Dom/element.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import { wordsIn } from './blacked.ts';
import { type ExtractLine, keptOf } from './extract-lines.ts';
import { linesView } from './extract-view.ts';

const shownOfPart = 60;

/** The form. @param ask seals and posts; what was typed stays until it has succeeded. @param failure a sentence for what went wrong. */
export function extractForm(
  lines: readonly ExtractLine[],
  words: Words,
  ask: (request: ExtractRequest) => Promise<void>,
  failure: (e: unknown) => string,
): HTMLFormElement {
  const reason = element('textarea', { id: 'extract-reason', rows: 3, maxlength: longestReason, dir: 'auto' });
  const blacked = element('textarea', { id: 'extract-words', rows: 3, dir: 'auto', 'aria-describedby': 'extract-words-note' });
  const parts = lines.filter(({ text }) => text !== '').map((line) => ({ line, box: element('input', { type: 'checkbox' }) }));
  const status = element('p', { class: 'status', role: 'status' });
  const go = element('button', { class: 'btn' }, words.text('desk.extract.ask'));
  const preview = element('div', { class: 'extract' });
  const chosen = (): Omit<ExtractRequest, 'reason'> => ({
    language: words.language,
    with: parts.filter(({ box }) => !box.checked).map(({ line }) => line.part),
    blacked: wordsIn(blacked.value),
  });
  const show = () => preview.replaceChildren(...linesView(keptOf(lines, chosen()), words));
  show();
  const form = element(
    'form',
    { autocomplete: 'off' },
    element('label', { for: reason.id }, words.text('desk.extract.reason')),
    reason,
    element(
      'fieldset',
      {},
      element('legend', {}, words.text('desk.extract.without')),
      ...parts.map(({ line, box }) => element('label', { class: 'tick' }, box, element('span', { dir: 'auto' }, nameOf(line)))),
    ),
    element('label', { for: blacked.id }, words.text('desk.extract.words')),
    blacked,
    element('p', { class: 'note', id: 'extract-words-note' }, words.text('desk.extract.words.note')),
    element('details', {}, element('summary', {}, words.text('desk.extract.look')), preview),
    go,
    status,
  );
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const request = { reason: reason.value.trim(), ...chosen() };
    const fault = faultOf(request, words);
    if (fault !== null) {
      status.textContent = fault.sentence;
      const at = { reason, words: blacked, parts: parts[0]?.box ?? reason };
      at[fault.in].focus();
      return;
    }
    go.disabled = true;
    status.textContent = '';
    ask(request)
      .catch((e: unknown) => {
        status.textContent = failure(e);
      })
      .finally(() => {
        go.disabled = false;
      });
  });
  return form;
}

/** A part in a line: what it is, and how it begins. */
function nameOf({ title, text }: ExtractLine): string {
  const begin = text.length > shownOfPart ? `${text.slice(0, shownOfPart).trimEnd()} …` : text;
  return `${title}: ${begin}`;
}

function faultOf(
  { reason, with: parts, blacked }: ExtractRequest,
  words: Words,
): { readonly in: 'reason' | 'words' | 'parts'; readonly sentence: string } | null {
  if (reason === '') return { in: 'reason', sentence: words.text('desk.extract.reason.none') };
  if (parts.length === 0) return { in: 'parts', sentence: words.text('desk.extract.empty') };
  if (blacked.length > mostWords || blacked.some((word) => word.length > longestWord))
    return { in: 'words', sentence: words.text('desk.extract.words.many', { most: mostWords, longest: longestWord }) };
  return null;
}
