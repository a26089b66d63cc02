// Where sealed drafts lie on a device (docs/formats/device-draft.md): without any cryptography, so that one can be removed at once, line or no line.

/** A name that says nothing. */
const KEY = 'notes';
/** The salt that each begins with, but for its last bits. */
const nameLength = 21;
/** Of the salt, what is the same each time a draft is kept again. */
const lastingLength = 8;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What one of them is called among the others: kept again it has another name, which begins alike. */
export const nameOf = (sealed: string): string => sealed.slice(0, nameLength);

/** What its name begins with whenever it is kept. @param name or one of them whole. */
export const lastingOf = (name: string): string => name.slice(0, lastingLength);

export class DeviceNotes {
  readonly #store: Store;

  /** @param store `localStorage`, which outlives the tab. */
  constructor(store: Store) {
    this.#store = store;
  }

  /** All, whosever they are. */
  get all(): string[] {
    try {
      const all: unknown = JSON.parse(this.#store.getItem(KEY) ?? '[]');
      return Array.isArray(all) ? all.filter((each) => typeof each === 'string') : [];
    } catch {
      // Not written by this page, or storage is forbidden: there is nothing of hers in it.
      return [];
    }
  }

  /** Puts these in the place of what was there, in an order that says nothing. @throws where storage is full or forbidden. */
  set all(notes: readonly string[]) {
    if (notes.length === 0) this.#store.removeItem(KEY);
    else this.#store.setItem(KEY, JSON.stringify([...notes].sort()));
  }

  /** Removes what was kept under this name, and not what was kept in its place since then. */
  remove(name: string) {
    this.all = this.all.filter((sealed) => nameOf(sealed) !== name);
  }

  /** Removes it in whatever state it lies there now. */
  erase(name: string) {
    this.all = this.all.filter((sealed) => lastingOf(sealed) !== lastingOf(name));
  }

  /** Removes all, whosever they are. */
  clear() {
    this.all = [];
  }
}

/** What this device keeps; null where the browser forbids it. */
export function deviceNotes(): DeviceNotes | null {
  try {
    return new DeviceNotes(localStorage);
  } catch {
    return null;
  }
}
