import type { Text } from './texts.ts';

/** Says how far somebody is, in words and as a bar. */
export function showProgress(form: HTMLFormElement, { part, of }: { part: number; of: number }, text: Text) {
  const progress = form.querySelector('[data-progress]') as HTMLElement;
  progress.hidden = false;
  (progress.querySelector('[data-part]') as HTMLElement).textContent = text('write.part', { part, of });
  (progress.querySelector('[data-bar]') as HTMLElement).replaceChildren(
    ...Array.from({ length: of }, (_, i) => {
      const step = document.createElement('i');
      if (i < part) step.className = 'done';
      return step;
    }),
  );
}
