// What a reporter asked to have kept on this device, sealed under her numbers (docs/formats/device-draft.md). Whoever shares the
// device keeps theirs beside it: nobody can tell whose is whose.
import { openDeviceDraft, sealDeviceDraft } from '../../../Sealing/device-draft.ts';
import type { ReceiptKeys } from '../../../Sealing/receipt.ts';
import { SealingError } from '../../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, fromUtf8, MalformedError, toBase64Url, utf8 } from '../../../Sealing/wire.ts';
import { type DeviceNotes, lastingOf, nameOf } from './device-notes.ts';
import type { Draft } from './draft.ts';

const most = 8;
const format = 'chorus/device-draft/1';

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

/** A draft that was opened, and what it is called on the device. */
export interface Found {
  draft: DeviceDraft;
  name: string;
}

export class KeptHere {
  readonly #notes: DeviceNotes;

  constructor(notes: DeviceNotes) {
    this.#notes = notes;
  }

  /**
   * Keeps a draft in the place of an earlier one of the same numbers.
   * @param known what it was called when it was opened, if it was: it may be gone since, sent from another tab.
   * @param isWanted asked right before it is kept.
   * @returns what it is called, or what hindered it.
   */
  async keep(
    holder: Holder,
    draft: DeviceDraft,
    known: string | null = null,
    isWanted: () => boolean = () => true,
  ): Promise<{ name: string; hindered?: undefined } | { name?: undefined; hindered: 'full' | 'failed' | 'unwanted' }> {
    const before = (await this.find(holder))?.name ?? known;
    const name = before === null ? null : fromBase64Url(lastingOf(before));
    const data = utf8(JSON.stringify({ format, ...draft }));
    const sealed = toBase64Url(await sealDeviceDraft(holder.keys, holder.deployment, data, name));
    if (!isWanted()) return { hindered: 'unwanted' };
    // Read again: somebody in another tab may have kept theirs meanwhile.
    const others = this.#notes.all.filter((each) => lastingOf(each) !== lastingOf(sealed));
    if (others.length >= most) return { hindered: 'full' };
    try {
      this.#notes.all = [...others, sealed];
      return { name: nameOf(sealed) };
    } catch {
      return { hindered: 'failed' };
    }
  }

  /** The draft of these numbers; null where there is none. */
  async find(holder: Holder): Promise<Found | null> {
    for (const sealed of this.#notes.all) {
      const draft = await open(holder, sealed);
      if (draft !== null) return { draft, name: nameOf(sealed) };
    }
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
