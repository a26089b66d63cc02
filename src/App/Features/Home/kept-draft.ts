// <kept-draft>: on the start page, says that something written is still in this tab and offers to erase it.
import { dropKeptUploads } from '../Attachments/form-files.ts';
import { eraseTab, tabMemory } from '../Write/draft.ts';
import { nothingWritten } from '../Write/fields.ts';

export class KeptDraft extends HTMLElement {
  connectedCallback() {
    const draft = tabMemory().draft;
    this.hidden = draft === null || nothingWritten(draft.fields);
    this.querySelector('button')?.addEventListener('click', () => {
      dropKeptUploads();
      eraseTab();
      this.hidden = true;
    });
  }
}
