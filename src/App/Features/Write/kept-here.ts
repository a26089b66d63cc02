// What a reporter asked to have kept on this device, sealed under her numbers (docs/formats/device-draft.md). Whoever shares the
// device keeps theirs beside it: nobody can tell whose is whose.
import { openDeviceDraft, sealDeviceDraft } from '../../../Sealing/device-draft.ts';
import type { ReceiptKeys } from '../../../Sealing/receipt.ts';
import { SealingError } from '../../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, fromUtf8, MalformedError, toBase64Url, utf8 } from '../../../Sealing/wire.ts';
import type { Draft } from './draft.ts';

/** A name that says nothing. */
const KEY = 'notes';
const most = 8;
const format = 'chorus/device-draft/1';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What a draft says on the device. */
export interface DeviceDraft extends Draft {
  /** In which it was kept. */
  hour: string;
}

/** Who asks: the keys of the numbers, at which site. */
export interface Holder {
  keys: Pick<ReceiptKeys, 'draft'>;
  deployment: Bytes;
}

export class KeptHere {
  readonly #store: Store;

  /** @param store `localStorage`, which outlives the tab. */
  constructor(store: Store) {
    this.#store = store;
  }

  /** Keeps a draft in the place of an earlier one of the same numbers. @returns what hindered it, else null. */
  async keep(holder: Holder, draft: DeviceDraft): Promise<'full' | 'failed' | null> {
    const sealed = toBase64Url(await sealDeviceDraft(holder.keys, holder.deployment, utf8(JSON.stringify({ format, ...draft }))));
    const others = await this.#others(holder);
    if (others.length >= most) return 'full';
    try {
      this.#write([...others, sealed]);
      return null;
    } catch {
      // Storage is full or forbidden.
      return 'failed';
    }
  }

  /** The draft of these numbers; null where there is none. */
  async find(holder: Holder): Promise<DeviceDraft | null> {
    for (const sealed of this.#read()) {
      const opened = await open(holder, sealed);
      if (opened !== null) return opened;
    }
    return null;
  }

  /** Removes the draft of these numbers, if there is one. */
  async remove(holder: Holder): Promise<void> {
    this.#write(await this.#others(holder));
  }

  async #others(holder: Holder): Promise<string[]> {
    const all = this.#read();
    const opened = await Promise.all(all.map((sealed) => open(holder, sealed)));
    return all.filter((_, i) => opened[i] === null);
  }

  #read(): string[] {
    try {
      const all: unknown = JSON.parse(this.#store.getItem(KEY) ?? '[]');
      return Array.isArray(all) ? all.filter((each) => typeof each === 'string') : [];
    } catch {
      // Not written by this page, or storage is forbidden: there is nothing of hers in it.
      return [];
    }
  }

  #write(all: readonly string[]) {
    if (all.length === 0) this.#store.removeItem(KEY);
    else this.#store.setItem(KEY, JSON.stringify(all));
  }
}

/** What this device keeps; null where the browser forbids it. */
export function keptHere(): KeptHere | null {
  try {
    return new KeptHere(localStorage);
  } catch {
    return null;
  }
}

/** @returns null for another's, and for one that is none of this version. */
async function open({ keys, deployment }: Holder, sealed: string): Promise<DeviceDraft | null> {
  try {
    const bytes = await openDeviceDraft(keys, deployment, fromBase64Url(sealed));
    const draft = bytes === null ? null : (JSON.parse(fromUtf8(bytes)) as DeviceDraft & { format: string });
    return draft?.format === format ? draft : null;
  } catch (e) {
    // Changed on the device by somebody: it cannot be opened by anyone any more.
    if (e instanceof SealingError || e instanceof MalformedError || e instanceof SyntaxError) return null;
    throw e;
  }
}
