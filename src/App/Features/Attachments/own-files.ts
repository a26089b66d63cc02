// The files of a report on its reporter's own page: hers to look at, listen to and keep.
import '../Write/Bundled/keys.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Text } from '../Write/texts.ts';
import { lookedInto } from './file-rows.ts';
import { type OpenFile, openableFile } from './openable-file.ts';
import { sizeOf } from './shown-files.ts';

/** A list of them, to stand below the answers. */
export const ownFiles = (files: readonly ReportAttachment[], text: Text, open: OpenFile): HTMLElement =>
  element('ul', { class: 'files', 'data-own-files': '' }, ...files.map((file) => openableFile(file, wordsOf(file, text), open)));

const wordsOf = (file: ReportAttachment, text: Text) => ({
  open: text('files.open'),
  save: text('files.save'),
  opening: (percent: number) => text('files.opening', { percent }),
  missing: text('files.missing'),
  altered: text('files.altered'),
  looked: file.question === undefined ? lookedInto(file.removed, text) : '',
  size: text('files.size', { size: sizeOf(file.size) }),
});
