// The desk by keys. Letters and signs alone do something only outside of fields, and can be switched off (WCAG 2.1.4).
import { byId } from '../../Components/Dom/element.ts';

/** What keys do. */
export interface KeyActions {
  readonly move: (by: 1 | -1) => void;
  readonly search: () => void;
  /** One step back: out of the search, or from a report to the list. */
  readonly back: () => void;
}

// Says nothing about anybody; kept so that whoever speaks to the computer need not switch letters off each day.
const switchedOff = 'chorus-desk-letters';

export class DeskKeys {
  private readonly help = byId('keys', HTMLDialogElement);
  private readonly letters = byId('keys-letters', HTMLInputElement);

  /** @param open whether the desk is unlocked. */
  constructor(
    private readonly actions: KeyActions,
    private readonly open: () => boolean,
  ) {
    this.letters.checked = localStorage.getItem(switchedOff) !== 'off';
    this.letters.addEventListener('change', () => {
      if (this.letters.checked) localStorage.removeItem(switchedOff);
      else localStorage.setItem(switchedOff, 'off');
    });
    byId('keys-show', HTMLButtonElement).addEventListener('click', () => this.help.showModal());
    byId('keys-close', HTMLButtonElement).addEventListener('click', () => this.help.close());
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  close(): void {
    this.help.close();
  }

  private pressed(event: KeyboardEvent): void {
    if (!this.open() || this.help.open || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const act = this.actionOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  private actionOf({ key, target }: KeyboardEvent): (() => void) | null {
    const { move, search, back } = this.actions;
    const place = target instanceof Element ? target : null;
    const inList = place?.matches('#list a.row') ?? false;
    const typing = place?.matches('input, textarea, select, [contenteditable]') ?? false;
    if (key === 'Escape') return !typing || place?.id === 'search' ? back : null;
    if (key === 'ArrowDown' && (inList || place?.id === 'search')) return () => move(1);
    if (key === 'ArrowUp' && inList) return () => move(-1);
    if (typing || !this.letters.checked) return null;
    if (key === 'j') return () => move(1);
    if (key === 'k') return () => move(-1);
    if (key === '/') return search;
    return key === '?' ? () => this.help.showModal() : null;
  }
}
