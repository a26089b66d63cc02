// What a tab keeps while somebody writes: session storage, which ends with the tab, is seen by no other tab, and survives a
// refresh. Nothing else on these pages stores anything, but for what she asks to have kept on the device (device-notes.ts).
import type { Fields } from './fields.ts';

const DRAFT = 'draft';
const SEALED = 'sealed';
const KEPT = 'kept';

export interface Draft {
  fields: Fields;
  /** Id of the question that was shown. */
  at: string;
}

/** Of a draft that lies on the device. */
export interface Kept {
  /** Its 28 digits. */
  numbers: string;
  /** What it is called there. */
  name: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The draft, and a sealed report whose sending has not been confirmed yet: a retry must send the same bytes. */
export class TabMemory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get draft(): Draft | null {
    return this.#read<Draft>(DRAFT);
  }

  set draft(value: Draft) {
    this.#write(DRAFT, value);
  }

  get sealed(): unknown {
    return this.#read<unknown>(SEALED);
  }

  set sealed(value: unknown) {
    this.#write(SEALED, value);
  }

  /** Under what the draft is kept on this device too; null where it is in this tab alone. */
  get kept(): Kept | null {
    return this.#read<Kept>(KEPT);
  }

  set kept(value: Kept) {
    this.#write(KEPT, value);
  }

  forgetSealed() {
    this.#store.removeItem(SEALED);
  }

  erase() {
    this.#store.removeItem(DRAFT);
    this.#store.removeItem(SEALED);
    this.#store.removeItem(KEPT);
  }

  #read<T>(key: string): T | null {
    const text = this.#store.getItem(key);
    if (text === null) return null;
    try {
      return JSON.parse(text) as T;
    } catch {
      // Not written by this page: of no use to anyone.
      this.#store.removeItem(key);
      return null;
    }
  }

  #write(key: string, value: unknown) {
    try {
      this.#store.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the page still works, only a refresh would lose what was written.
    }
  }
}

/** This tab's memory; where the browser forbids storage, a memory that lasts as long as the page. */
export function tabMemory(): TabMemory {
  try {
    return new TabMemory(sessionStorage);
  } catch {
    const held = new Map<string, string>();
    return new TabMemory({
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
      removeItem: (key) => void held.delete(key),
    });
  }
}

/** Erases everything that this site keeps in this tab. */
export function eraseTab() {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is forbidden, so there is nothing in it.
  }
}
