// Beside the form that writes to a reporter: what they said about being contacted, in their words. Opened in this browser, like all of the report.
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { element } from '../../Components/Dom/element.ts';
import type { ReportView } from './report-view.ts';

/** Times and ways stand in a text of theirs, in which no program can find an hour: so they are shown, and nothing is judged by them. */
export function safeWays(document: ReportDocument, { words, facts }: Pick<ReportView, 'words' | 'facts'>): HTMLElement {
  const { contact, reach } = document.answers;
  const also = contact === 'also';
  const said = typeof reach === 'string' && reach.trim() !== '' ? reach : null;
  return element(
    'section',
    { class: also ? 'card' : 'card warn', id: 'answer-safe' },
    element('h3', {}, facts.question(document, 'contact')),
    // Whoever skipped the question has not allowed it.
    element('p', {}, words.text(also ? 'desk.agreed.reach' : 'desk.agreed.numbers')),
    said !== null && element('h3', {}, facts.question(document, 'reach')),
    said !== null && element('p', { class: 'free', dir: 'auto', lang: document.language }, said),
  );
}
