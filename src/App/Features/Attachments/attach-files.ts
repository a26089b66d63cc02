// <attach-files>: pictures and files beside the answers. Nothing but this and a hidden field or two is loaded until the first is chosen.
import { notThere, type Text } from '../Write/texts.ts';
import type { AttachedFiles } from './attached-files.ts';
import { hiddenFields } from './form-files.ts';

const base = globalThis.HTMLElement ?? class {};

/** The files of a form, loaded once it has any. */
const ofForm = new WeakMap<HTMLFormElement, Promise<AttachedFiles>>();

/** Who shows files of a form, beside the form itself. */
const showing = new WeakMap<HTMLFormElement, Set<() => void>>();

export interface ShowsFiles {
  show(files: AttachedFiles, rows: typeof import('./file-rows.ts')): void;
}

/** Loads what seals and sends files. */
export function filesOf(form: HTMLFormElement, text: Text): Promise<AttachedFiles> {
  let files = ofForm.get(form);
  if (!files) {
    const tell = () => {
      for (const show of showing.get(form) ?? []) show();
    };
    files = import('./attached-files.ts').then(({ AttachedFiles }) => new AttachedFiles(form, text, tell));
    files.catch(() => ofForm.delete(form));
    ofForm.set(form, files);
  }
  return files;
}

/** Calls `show` now and whenever something changes, once the form has files. */
export function watchFiles(form: HTMLFormElement, text: Text, show: (files: AttachedFiles, rows: typeof import('./file-rows.ts')) => void) {
  const shows = showing.get(form) ?? new Set();
  showing.set(form, shows);
  const now = async () => {
    const [files, rows] = await Promise.all([filesOf(form, text), import('./file-rows.ts')]);
    show(files, rows);
  };
  shows.add(() => void now().catch(() => {}));
  form.addEventListener('files-put', () => {
    if (hiddenFields(form).length > 0 || ofForm.has(form)) void now().catch(() => {});
  });
}

export class AttachFiles extends base {
  /** Wires it up; called by the form that it stands in. */
  start(form: HTMLFormElement, text: Text) {
    const input = this.querySelector('input[type="file"]') as HTMLInputElement;
    const list = this.querySelector('[data-attached]') as HTMLElement;
    const status = this.querySelector('[data-status]') as HTMLElement;
    watchFiles(form, text, (files, rows) => {
      rows.showFiles(list, files.of(null), files);
      // Our words on what has left this phone have to stay true.
      form.toggleAttribute('data-has-files', files.items.length > 0);
    });
    input.addEventListener('change', async () => {
      const chosen = [...(input.files ?? [])];
      input.value = '';
      if (chosen.length === 0) return;
      status.textContent = text('files.looking');
      try {
        const files = await filesOf(form, text);
        const refused = await files.add(chosen);
        status.textContent = refused.map(({ text: id, name }) => text(id, { name })).join(' ');
      } catch (e) {
        status.textContent = text(notThere(e) ?? 'files.failed');
      }
    });
    this.closest('[data-question]')?.addEventListener('skipped', async () => {
      if (hiddenFields(form).length === 0) return;
      const files = await filesOf(form, text);
      for (const item of files.of(null)) files.remove(item);
    });
  }
}
