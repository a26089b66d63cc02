// <voice-note>: an answer in one's own voice. It shows itself where the browser can record, and loads what it needs when it is opened.
import { notThere, type Text } from '../Write/texts.ts';
import { filesOf, watchFiles } from './attach-files.ts';
import { hiddenFields } from './form-files.ts';

const base = globalThis.HTMLElement ?? class {};

export class VoiceNote extends base {
  #panel: { leave(): void; forget(): void } | null = null;

  /** Wires it up; called by the form that it stands in. */
  start(form: HTMLFormElement, text: Text) {
    const question = this.dataset['for'] as string;
    const open = this.querySelector('[data-open]') as HTMLButtonElement;
    const panel = this.querySelector('[data-panel]') as HTMLElement;
    const list = this.querySelector('[data-attached]') as HTMLElement;
    if (typeof MediaRecorder !== 'function' || !navigator.mediaDevices?.getUserMedia || !globalThis.crypto?.subtle) return;
    this.hidden = false;
    watchFiles(form, text, (files) => {
      void import('./voice-panel.ts').then(({ showRecordings }) => showRecordings(list, files.of(question), files)).catch(() => {});
    });
    open.addEventListener('click', async () => {
      try {
        const { VoicePanel } = await import('./voice-panel.ts');
        this.#panel = new VoicePanel(panel, form, text, question, () => {
          this.#panel = null;
          open.hidden = false;
          open.focus();
        });
        open.hidden = true;
      } catch (e) {
        panel.textContent = text(notThere(e) ?? 'voice.failed');
        panel.hidden = false;
      }
    });
    // Whoever goes on while it records has said it: it is kept. Whoever leaves keeps nothing.
    form.addEventListener('step', () => this.#panel?.leave());
    const forget = () => this.#panel?.forget();
    document.addEventListener('exit-page', forget);
    addEventListener('pagehide', forget);
    this.closest('[data-question]')?.addEventListener('skipped', async () => {
      forget();
      if (hiddenFields(form).length === 0) return;
      const files = await filesOf(form, text);
      for (const item of files.of(question)) files.remove(item);
    });
  }
}
