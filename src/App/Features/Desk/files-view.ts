// The files of a released report, as the advocate sees them: what each is, what was taken out of it, open or save.
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import { openableFile } from '../Attachments/openable-file.ts';
import { sizeOf } from '../Attachments/shown-files.ts';
import type { ReportView } from './report-view.ts';

export const filesView = (document: ReportDocument, view: ReportView): HTMLElement =>
  element(
    'ul',
    { class: 'files' },
    ...(document.attachments ?? []).map((file) => openableFile(file, sentences(file, document, view), view.openFile)),
  );

const sentences = (file: ReportAttachment, document: ReportDocument, { words, facts }: ReportView) => ({
  open: words.text('desk.files.open'),
  save: words.text('desk.files.save'),
  opening: (percent: number) => words.text('desk.files.opening', { percent }),
  missing: words.text('desk.files.missing'),
  altered: words.text('desk.files.altered'),
  looked:
    file.question === undefined
      ? looked(file.removed, words)
      : words.text('desk.files.answers', { question: facts.question(document, file.question) }),
  size: words.text('desk.files.size', { size: sizeOf(file.size) }),
});

function looked(removed: readonly string[] | null, words: Words): string {
  if (removed === null) return words.text('desk.files.unlooked');
  if (removed.length === 0) return words.text('desk.files.nothing');
  return words.text('desk.files.removed', { what: words.list(removed.map((kind) => words.text(`desk.files.what.${kind}`))) });
}
