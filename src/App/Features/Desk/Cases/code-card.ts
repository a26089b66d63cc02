// The card with a code for letters: shown once, printed without any name, and gone when it was handed over or the page locks.
import { formatReceipt } from '../../../../Sealing/receipt.ts';
import { receiptWords } from '../../../../Sealing/receipt-words.ts';
import { wordLists } from '../../../../Sealing/word-lists.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import type { CaseView } from './case-view.ts';

/** @param digits of the code. @param who it is for, on the screen alone. */
export function codeCard({ words }: CaseView, digits: string, who: string): HTMLElement {
  const asWords = element('p', { class: 'typed', dir: 'auto' });
  void wordLists[words.plain.language]?.().then(async (list) => {
    asWords.textContent = (await receiptWords(digits, list)).join(' ');
  });
  const printed = element('p', { class: 'typed', dir: 'ltr' });
  const phone = element('input', { id: 'code-phone', type: 'text', autocomplete: 'off', maxlength: 80 });
  phone.addEventListener('input', () => {
    printed.textContent = phone.value;
  });
  const card = element(
    'div',
    { class: 'code-card' },
    element('h3', { tabindex: -1 }, words.text('desk.letters.card', { who })),
    element('div', { class: 'field' }, element('label', { for: phone.id }, words.text('desk.letters.phone')), phone),
    element(
      'article',
      { class: 'paper' },
      element('p', {}, words.text('desk.letters.card.what')),
      element('p', { class: 'typed', dir: 'ltr' }, `${location.origin}/letters`),
      element('p', { class: 'typed code', dir: 'ltr' }, formatReceipt(digits)),
      asWords,
      printed,
    ),
    button(words.text('desk.letters.print'), () => print(), { class: 'btn main' }),
    ' ',
    button(words.text('desk.letters.handed'), () => card.remove(), { class: 'btn' }),
  );
  return card;
}
