// The 28 numbers, shown once and kept nowhere.
import type { Text } from './texts.ts';

/** Seven groups of four; copied and read aloud in groups. */
export const grouped = (digits: string): string[] => digits.match(/.{4}/g) ?? [];

export function showNumbers(element: HTMLElement, digits: string, next: string, text: Text) {
  const page = element.querySelector('[data-receipt]') as HTMLElement;
  const numbers = page.querySelector('[data-numbers]') as HTMLElement;
  for (const other of element.children) (other as HTMLElement).hidden = other !== page;
  numbers.replaceChildren(
    ...grouped(digits).flatMap((group, i) => {
      const span = document.createElement('span');
      span.textContent = group;
      return i === 0 ? [span] : [' ', span];
    }),
  );
  (page.querySelector('[data-next]') as HTMLElement).textContent = next;
  const copied = page.querySelector('[data-copied]') as HTMLElement;
  page.querySelector('[data-copy]')?.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(grouped(digits).join(' '));
      copied.textContent = text('receipt.copied');
    } catch {
      copied.textContent = text('receipt.uncopied');
    }
  });
  // Pulling the page down to refresh would lose the numbers: the browser asks first, until they are written down.
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  const letGo = () => window.removeEventListener('beforeunload', ask);
  window.addEventListener('beforeunload', ask);
  document.addEventListener('exit-page', letGo);
  page.querySelector('[data-done]')?.addEventListener('click', letGo);
  window.scrollTo(0, 0);
  page.querySelector<HTMLElement>('h1')?.focus();
}
