// <exit-page>: "Leave this page", and Shift three times. What this tab holds is erased, the page goes blank at once and is
// replaced, so that Back does not lead to it.
import { dropKeptUploads } from '../../Features/Attachments/form-files.ts';
import { eraseTab } from '../../Features/Write/draft.ts';

/** Counts presses of Shift: three with nothing else between them, none later than this after the one before. */
const WITHIN_MS = 2000;

export class ThreeShifts {
  #times: number[] = [];

  /** @returns true at the third press. `now` is in milliseconds of any steady clock. */
  press(key: string, now: number): boolean {
    if (key !== 'Shift') {
      this.#times = [];
      return false;
    }
    const last = this.#times.at(-1);
    this.#times = last !== undefined && now - last <= WITHIN_MS ? [...this.#times, now] : [now];
    return this.#times.length >= 3;
  }
}

const base = globalThis.HTMLElement ?? class {};

export class ExitPage extends base {
  readonly #shifts = new ThreeShifts();

  connectedCallback() {
    const link = this.querySelector('a');
    if (!link) return;
    link.setAttribute('role', 'button');
    link.addEventListener('click', (event) => {
      event.preventDefault();
      leave(link.href);
    });
    link.addEventListener('keydown', (event) => {
      if (event.key === ' ') {
        event.preventDefault();
        leave(link.href);
      }
    });
    document.addEventListener('keydown', (event) => {
      if (!event.repeat && this.#shifts.press(event.key, event.timeStamp)) leave(link.href);
    });
  }
}

function leave(address: string) {
  dropKeptUploads();
  eraseTab();
  // Elements that hold something in memory or would ask "really leave?" let go when they hear this.
  document.dispatchEvent(new Event('exit-page'));
  document.title = '';
  document.body.replaceChildren();
  location.replace(address);
}
