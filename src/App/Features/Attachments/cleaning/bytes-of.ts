// Reads a file here and there without taking it into memory: one window of it at a time.
import type { Bytes } from '../../../../Sealing/wire.ts';

const windowLength = 65_536;

export class BytesOf {
  #start = 0;
  #window: Bytes = new Uint8Array(0);

  constructor(readonly file: Blob) {}

  get size(): number {
    return this.file.size;
  }

  /** Up to `length` bytes from `at` on; fewer at the end of the file. */
  async read(at: number, length: number): Promise<Bytes> {
    const end = Math.min(at + length, this.size);
    if (at < 0 || at >= end) return new Uint8Array(0);
    if (at < this.#start || end > this.#start + this.#window.length) {
      this.#window = new Uint8Array(await this.file.slice(at, Math.max(end, at + windowLength)).arrayBuffer());
      this.#start = at;
    }
    return this.#window.subarray(at - this.#start, end - this.#start);
  }

  /** The byte at `at`, or -1 after the end. */
  async byte(at: number): Promise<number> {
    return (await this.read(at, 1))[0] ?? -1;
  }
}

/** Big-endian unsigned integer of 1 to 6 bytes; -1 where they are not all there. */
export function beInteger(bytes: Bytes, at: number, length: number): number {
  if (at < 0 || at + length > bytes.length) return -1;
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + bytes[at + i]!;
  return value;
}

/** Little-endian unsigned integer of 4 bytes; -1 where they are not all there. */
export const le32 = (bytes: Bytes, at: number): number =>
  at < 0 || at + 4 > bytes.length ? -1 : bytes[at]! + bytes[at + 1]! * 256 + bytes[at + 2]! * 65_536 + bytes[at + 3]! * 16_777_216;

/** Bytes as one character each. */
export function latin1(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return text;
}
