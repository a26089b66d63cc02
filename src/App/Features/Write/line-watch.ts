// Tries once more when the line is back: the browser says so, where it notices; else after a while.

/** Between two tries that nobody asked for. */
const patience = 30_000;

export class LineWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again: (() => void) | null = null;
  readonly #online = () => this.#try();

  /** Calls `again` once, when the line may be back. */
  wait(again: () => void) {
    this.stop();
    this.#again = again;
    window.addEventListener('online', this.#online);
    this.#timer = setTimeout(this.#online, patience);
  }

  /** Nothing is tried any more. */
  stop() {
    this.#again = null;
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#online);
  }

  #try() {
    const again = this.#again;
    this.stop();
    again?.();
  }
}
