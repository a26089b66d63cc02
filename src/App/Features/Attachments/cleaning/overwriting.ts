// Cleaning in place, for formats whose parts name each other by where they are: nothing moves, only bytes change.
import type { Bytes } from '../../../../Sealing/wire.ts';
import type { Cleaned, Found } from './cleaned.ts';
import { Cleaning } from './cleaned.ts';

/** More than this is no metadata that we know how to read. */
const mostBytes = 16 << 20;

export class Overwriting {
  readonly #edits: { readonly at: number; readonly bytes: Bytes }[] = [];
  readonly #cleaning: Cleaning;
  readonly #size: number;
  #total = 0;

  constructor(file: Blob) {
    this.#cleaning = new Cleaning(file);
    this.#size = file.size;
  }

  write(at: number, bytes: Bytes): void {
    if (at < 0 || at + bytes.length > this.#size) return;
    this.#edits.push({ at, bytes });
    this.#total += bytes.length;
  }

  /** @param value what stands there afterwards, everywhere. */
  fill(from: number, to: number, value: number): void {
    if (to - from > mostBytes) this.#total += to - from;
    else if (to > from) this.write(from, new Uint8Array(to - from).fill(value));
  }

  found(...kinds: readonly Found[]): void {
    this.#cleaning.found(...kinds);
  }

  /** @returns null where too much would have to change. */
  done(type: string): Cleaned | null {
    if (this.#total > mostBytes) return null;
    let at = 0;
    for (const edit of [...this.#edits].sort((a, b) => a.at - b.at)) {
      // Where two overlap, what the first left over is enough: both take out.
      const skip = Math.max(0, at - edit.at);
      if (skip >= edit.bytes.length) continue;
      this.#cleaning.keep(at, edit.at);
      this.#cleaning.put(edit.bytes.subarray(skip));
      at = edit.at + edit.bytes.length;
    }
    this.#cleaning.keep(at, this.#size);
    return this.#cleaning.done(type);
  }
}
