// The 28 numbers, shown once and kept nowhere; where the page's language has a word list, as ten words too.
import type { Text } from './texts.ts';

/** Seven groups of four; copied and read aloud in groups. */
export const grouped = (digits: string): string[] => digits.match(/.{4}/g) ?? [];

export interface Shown {
  /** The 28. */
  digits: string;
  /** Above them, where it is not what the page says by itself. */
  title?: string;
  /** What happens next. */
  next: string;
  /** Whether somebody helped to write: then the phone changes hands before the numbers are shown. */
  together: boolean;
}

export function showNumbers(element: HTMLElement, { digits, title, next, together }: Shown, text: Text) {
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
  if (title) (page.querySelector('h1') as HTMLElement).textContent = title;
  (page.querySelector('[data-next]') as HTMLElement).textContent = next;
  // Without the list (the line is gone) the numbers alone do.
  void showWords(page, digits).catch(() => {});
  page.querySelector('[data-print]')?.addEventListener('click', () => {
    // What is folded is not printed.
    const words = page.querySelector<HTMLDetailsElement>('[data-as-words]');
    if (words && !words.hidden) words.open = true;
    window.print();
  });
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
  if (together) handOver(element, page);
  else page.querySelector<HTMLElement>('h1')?.focus();
}

/** The numbers belong to the person whose story it is: a page stands before them, to be pressed away by her. */
function handOver(element: HTMLElement, page: HTMLElement) {
  const before = element.querySelector('[data-hand-over]') as HTMLElement;
  before.hidden = false;
  page.hidden = true;
  before.querySelector<HTMLElement>('h1')?.focus();
  before.querySelector('[data-show]')?.addEventListener('click', () => {
    before.hidden = true;
    page.hidden = false;
    window.scrollTo(0, 0);
    page.querySelector<HTMLElement>('h1')?.focus();
  });
}

async function showWords(page: HTMLElement, digits: string) {
  const [{ receiptWords }, { wordLists }] = await Promise.all([
    import('../../../Sealing/receipt-words.ts'),
    import('../../../Sealing/word-lists.ts'),
  ]);
  const list = await wordLists[document.documentElement.lang]?.();
  if (list === undefined) return;
  const items = (await receiptWords(digits, list)).map((word) => {
    const item = document.createElement('li');
    item.textContent = word;
    return item;
  });
  page.querySelector('[data-words]')?.replaceChildren(...items);
  (page.querySelector('[data-as-words]') as HTMLElement).hidden = false;
}
