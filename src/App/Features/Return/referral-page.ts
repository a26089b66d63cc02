// The pages on which she answers whether parts of her report may go to an institution. Fetched when she begins to answer.
import '../Write/Bundled/shown.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { mostParts, type ReferralSaid } from '../../../Escrow/Messages/message-kind.ts';
import { only, partsOf } from '../../../Escrow/Messages/report-parts.ts';
import { element } from '../../Components/Dom/element.ts';
import { asked, factsOf } from '../Write/questionnaire.ts';
import { toFields } from '../Write/report-draft.ts';
import { rowsOf, WordsOfForm } from '../Write/words-of-form.ts';
import { answerForm, longestWords, sendAnswer } from './answering.ts';
import { type Referring, saidTexts, sentFor } from './referral-card.ts';
import { partsIn } from './referral-parts.ts';
import { sendReferral, unsettledOf } from './referring.ts';
import { readEarlier } from './visit.ts';

/** Answers about the sending itself, which go nowhere by themselves. */
const unsent = new Set(['choice', 'quorum', 'alone', 'organisation']);

/** The page on which she chooses the parts and sends them. What is chosen stays where sending fails, and is not to be changed where it may have arrived. */
export function partsPage(referring: Referring): HTMLElement {
  const { report, organisation, institution, shown } = referring;
  const { text } = shown;
  const before = unsettledOf(referring);
  const document = before?.document ?? (report.document as ReportDocument);
  const offered = partsOf(document).flatMap((part, i) => offer(part, i, document, referring));
  const name = element('input', { type: 'checkbox', checked: (before?.by ?? null) !== null });
  for (const { box, part } of offered) box.checked = before?.parts.includes(part) === true;
  const lock = () => {
    for (const box of [name, ...offered.map((one) => one.box)]) box.disabled = unsettledOf(referring) !== undefined;
  };
  lock();
  const title = element('h1', { tabindex: -1, id: 'referral-parts' }, text('referral.parts', { institution }));
  const form = answerForm(
    shown,
    text('referral.send', { institution }),
    [
      element('fieldset', { class: 'choices', 'aria-labelledby': 'referral-parts' }, ...offered.map(({ row }) => row)),
      element('label', { class: 'choice' }, element('span', {}, text('referral.name-asker', { organisation })), name),
      element('p', { class: 'small' }, text('referral.also')),
      element('p', { class: 'notice' }, text('referral.link', { institution, organisation })),
      element('p', { class: 'notice care' }, text('referral.until', { institution })),
    ],
    async (said) => {
      const parts = offered.filter(({ box }) => box.checked).map(({ part }) => part);
      if (parts.length === 0) {
        offered[0]?.box.focus();
        return text('referral.empty');
      }
      const agreed = { ...referring, parts, by: name.checked ? document.organisation : null };
      const sent = await sendReferral(agreed, (message, places) => said(text(message, places))).finally(lock);
      if ('failed' in sent) return text(sent.failed);
      if (shown.isOpen()) shown.again(text(sent.said));
      return null;
    },
  );
  if (before) form.prepend(element('p', { class: 'notice' }, text('referral.unsure')));
  const why = element('p', { class: 'why' }, text('referral.parts.why', { institution }), ' ', text('referral.who', { institution }));
  return element('div', {}, title, why, form);
}

/**
 * The page on which she sends an answer, with words of her own if she wants to. After a yes it shows which parts went, by the first version of what
 * she sent, and tells them only where she ticks that.
 */
export async function wordsPage(referring: Referring, said: ReferralSaid): Promise<HTMLElement> {
  const { asked: of, organisation, institution, report, shown } = referring;
  const { text } = shown;
  const answer = text(saidTexts[said], { institution });
  const words = element('textarea', { id: 'referral-words', rows: 4, maxlength: longestWords, dir: 'auto', autocomplete: 'off' });
  const field = element('div', { class: 'field' }, element('label', { for: words.id }, text('referral.words')), words);
  const went = said === 'yes' ? await partsSent(referring) : [];
  const tell = element('input', { type: 'checkbox', 'aria-describedby': 'referral-went' });
  const list = went.map(({ title, content }) => element('li', {}, title, content));
  const telling = went.length > 0 && [
    element('ul', { class: 'letters', id: 'referral-went' }, ...list),
    element('label', { class: 'choice' }, element('span', {}, text('referral.parts.tell', { organisation })), tell),
  ];
  const readers = element('p', { class: 'small' }, text('watch.who', { organisation }));
  const form = answerForm(shown, text('messages.send'), [field, ...(telling || []), readers], () => {
    const parts = tell.checked ? went.map(({ part }) => part) : [];
    const kind = { kind: 'referral-answer', ask: of.ask, said, parts } as const;
    return sendAnswer({ report, shown }, kind, [answer, words.value.trim()].filter((line) => line !== '').join('\n'));
  });
  return element('div', {}, element('h1', { tabindex: -1 }, answer), form);
}

/** What stood in the first version of what she sent, of the report as it is now; nothing where that version cannot be had. */
async function partsSent(referring: Referring) {
  const sent = sentFor(referring);
  const first = sent?.earlier[0];
  const went = sent && first ? await readEarlier(referring.shown.visit, sent, first) : sent?.document;
  const document = referring.report.document as ReportDocument;
  return went
    ? partsIn(document, went)
        .flatMap((part, i) => wordsOf(part, i, document, referring))
        .slice(0, mostParts)
    : [];
}

/** One part with its box and the text that would go; nothing where there is no text. */
function offer(part: string, index: number, document: ReportDocument, referring: Referring) {
  return wordsOf(part, index, document, referring).map(({ title, content }) => {
    const box = element('input', { type: 'checkbox', value: part, 'aria-labelledby': title.id, 'aria-describedby': content.id });
    return { part, box, row: element('label', { class: 'choice' }, element('span', {}, title, content), box) };
  });
}

/** The name of a part and the text in it, made from the report that would be sealed; nothing where there is no text. */
function wordsOf(part: string, index: number, document: ReportDocument, { shown }: Referring) {
  const { questionnaire, form } = shown.questions;
  const questions = asked(questionnaire, factsOf(questionnaire, toFields(document, questionnaire)));
  const alone = only(document, [part]);
  const rows = rowsOf(questionnaire, questions, alone, new WordsOfForm(form), shown.text, alone.attachments ?? []).filter(
    ({ question, answer }) => answer !== null && !unsent.has(question),
  );
  if (rows.length === 0) return [];
  const title = element('b', { id: `referral-${index}-name` }, rows[0]!.title);
  const content = element('span', { id: `referral-${index}-said`, class: 'said' }, rows.map(({ answer }) => answer).join('\n'));
  return [{ part, title, content }];
}
