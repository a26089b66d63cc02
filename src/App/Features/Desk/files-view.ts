// The files of a released report, as the advocate sees them: what each is, what was taken out of it, open or save.
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import { type OpenFile, openableFile } from '../Attachments/openable-file.ts';

export const filesView = (files: readonly ReportAttachment[], words: Words, open: OpenFile): HTMLElement =>
  element('ul', { class: 'files' }, ...files.map((file) => openableFile(file, sentences(file, words), open)));

const sentences = (file: ReportAttachment, words: Words) => ({
  open: words.text('desk.files.open'),
  save: words.text('desk.files.save'),
  opening: (percent: number) => words.text('desk.files.opening', { percent }),
  missing: words.text('desk.files.missing'),
  altered: words.text('desk.files.altered'),
  looked: file.question === undefined ? looked(file.removed, words) : answers(file.question, words),
  size: words.text('desk.files.size', { size: Math.max(0.1, file.size / 1_000_000).toFixed(1) }),
});

function looked(removed: readonly string[] | null, words: Words): string {
  if (removed === null) return words.text('desk.files.unlooked');
  if (removed.length === 0) return words.text('desk.files.nothing');
  return words.text('desk.files.removed', { what: words.list(removed.map((kind) => words.text(`desk.files.what.${kind}`))) });
}

function answers(question: string, words: Words): string {
  const title = question === 'story' ? 'desk.report.story' : `desk.answer.${question}`;
  return words.text('desk.files.answers', { question: words.has(title) ? words.text(title) : question });
}
