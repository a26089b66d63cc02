// Ten thousand rows are more than a page can draw at once: it draws what is looked at, and more when its end comes in sight.
import { element } from '../../Components/Dom/element.ts';

const rowsAtOnce = 60;

/** Rows drawn in steps into a place. One row of them is in the Tab order; the others are reached by arrows or letters. */
export class ListWindow {
  private readonly rows: HTMLAnchorElement[] = [];
  private readonly end = element('div', { class: 'end', 'aria-hidden': 'true' });
  private readonly watch = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) this.draw(rowsAtOnce);
  });
  private steps: Iterator<HTMLAnchorElement> = [][Symbol.iterator]();

  constructor(private readonly place: HTMLElement) {
    place.addEventListener('focusin', (event) => {
      const row = this.rows.find((r) => r === event.target);
      if (row) this.enter(row);
    });
  }

  /**
   * Shows a list in place of another. As many rows are drawn as were, so that nothing jumps; a row that had the focus has
   * it again, found by its address.
   */
  show(rows: (into: HTMLElement) => Iterator<HTMLAnchorElement>): void {
    const focused = this.rows.find((row) => row === document.activeElement)?.href;
    const entered = this.entrance?.href;
    const least = Math.max(rowsAtOnce, this.rows.length);
    const into = element('div');
    this.rows.length = 0;
    this.steps = rows(into);
    this.place.replaceChildren(into, this.end);
    this.draw(least);
    const again = this.rowAt(focused);
    this.enter(again ?? this.rows.find((row) => row.hasAttribute('aria-current')) ?? this.rowAt(entered) ?? this.rows[0]);
    again?.focus({ preventScroll: true });
  }

  /** Shows something else than rows. */
  say(...children: Node[]): void {
    this.watch.disconnect();
    this.rows.length = 0;
    this.steps = [][Symbol.iterator]();
    this.place.replaceChildren(...children);
  }

  /** Moves the focus by rows: from the one that has it, else to the one in the Tab order. */
  move(by: 1 | -1): void {
    const at = this.rows.findIndex((row) => row === document.activeElement);
    if (at + by >= this.rows.length) this.draw(rowsAtOnce);
    (at < 0 ? this.entrance : this.rows[at + by])?.focus();
  }

  /** The focus to the row in the Tab order. */
  focus(): void {
    this.entrance?.focus();
  }

  private get entrance(): HTMLAnchorElement | undefined {
    return this.rows.find((row) => row.tabIndex === 0);
  }

  private rowAt(href: string | undefined): HTMLAnchorElement | undefined {
    return href === undefined ? undefined : this.rows.find((row) => row.href === href);
  }

  private enter(row: HTMLAnchorElement | undefined): void {
    for (const other of this.rows) if (other.tabIndex === 0) other.tabIndex = -1;
    if (row) row.tabIndex = 0;
  }

  private draw(count: number): void {
    this.watch.disconnect();
    for (let i = 0; i < count; i++) {
      const step = this.steps.next();
      if (step.done) return;
      this.rows.push(step.value);
    }
    this.watch.observe(this.end);
  }
}
