// The notation of docs/formats/notation.md: big-endian integers, labels, base64url.

/** Bytes that WebCrypto takes: backed by a buffer of their own kind, never a shared one. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes or text that do not follow the page of docs/formats/ that fixes them. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

/** The text of UTF-8 bytes. @throws MalformedError if they are not UTF-8. */
export function fromUtf8(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedError('the text is not UTF-8');
  }
}

/** All parts, one after another. */
export function concat(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A `u8` length, then the ASCII bytes of a label. */
export function label(text: string): Bytes {
  if (!/^[ -~]{1,255}$/.test(text)) throw new MalformedError('a label is 1 to 255 ASCII characters');
  return concat(Uint8Array.of(text.length), utf8(text));
}

/** Whether two byte strings are equal. Leaves early: for public values only; secrets go to fixedTimeEquals. */
export const same = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** base64url without padding. */
export function toBase64Url(bytes: Bytes): string {
  let binary = '';
  // In slices: a spread of millions of arguments overflows the stack.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The bytes of base64url without padding.
 * @param length how many bytes there must be, where a format fixes it.
 * @throws MalformedError for other characters, padding, unused bits that are set, or another length.
 */
export function fromBase64Url(text: unknown, length?: number): Bytes {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text)) throw new MalformedError('bytes in JSON are base64url without padding');
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw new MalformedError('bytes in JSON are base64url without padding');
  }
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  if (toBase64Url(bytes) !== text) throw new MalformedError('base64url with unused bits set');
  if (length !== undefined && bytes.length !== length) throw new MalformedError(`${length} bytes are needed, not ${bytes.length}`);
  return bytes;
}

/** Two lower-case hex digits a byte. */
export const toHex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes of an id that is written as hex digits, two a byte, and was checked to be. */
export const fromHex = (hex: string): Bytes => Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

/** 16 lower-case hex digits of a 64-bit value. */
export const hex64 = (value: bigint): string => value.toString(16).padStart(16, '0');

/** Writes fields one after another. */
export class ByteWriter {
  private readonly parts: Bytes[] = [];

  u8(value: number): this {
    return this.integer(value, 1);
  }

  u32(value: number): this {
    return this.integer(value, 4);
  }

  u64(value: bigint): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value);
    return this.bytes(bytes);
  }

  bytes(value: Bytes): this {
    this.parts.push(value);
    return this;
  }

  /** A `u32` length, then the bytes. */
  var(value: Bytes): this {
    return this.u32(value.length).bytes(value);
  }

  label(text: string): this {
    return this.bytes(label(text));
  }

  toBytes(): Bytes {
    return concat(...this.parts);
  }

  private integer(value: number, size: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size)) throw new RangeError(`${value} does not fit ${size} bytes`);
    const bytes = new Uint8Array(size);
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
    return this.bytes(bytes);
  }
}

/** Reads fields one after another; refuses to read past the end and, by `end`, bytes that are left. */
export class ByteReader {
  private at = 0;

  constructor(private readonly source: Bytes) {}

  get remaining(): number {
    return this.source.length - this.at;
  }

  u8(): number {
    return this.bytes(1)[0]!;
  }

  u32(): number {
    return this.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  u64(): bigint {
    const bytes = this.bytes(8);
    return new DataView(bytes.buffer).getBigUint64(0);
  }

  /** The next n bytes, as a copy. */
  bytes(n: number): Bytes {
    if (n > this.remaining) throw new MalformedError(`${n} bytes are needed and ${this.remaining} are left`);
    this.at += n;
    return this.source.slice(this.at - n, this.at);
  }

  var(): Bytes {
    return this.bytes(this.u32());
  }

  /** @throws MalformedError if the next bytes are not this label. */
  label(text: string): void {
    const wanted = label(text);
    if (this.remaining < wanted.length || !same(this.bytes(wanted.length), wanted))
      throw new MalformedError(`the label ${text} is missing`);
  }

  /** @throws MalformedError if anything is left. */
  end(): void {
    if (this.remaining > 0) throw new MalformedError(`${this.remaining} bytes are left over`);
  }
}
