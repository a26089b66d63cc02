// JSON of the formats, read strictly: unknown and missing members are refused, so that two readers cannot understand the
// same bytes differently. Errors name the place and never quote what stands there, which may be a reporter's words.
import { type Bytes, fromBase64Url, fromUtf8, MalformedError } from '../Sealing/wire.ts';

/** One value of a JSON text, with the place where it stands. */
export class Json {
  private constructor(
    readonly value: unknown,
    private readonly place: string,
  ) {}

  /** @throws MalformedError if the bytes are not JSON in UTF-8. */
  static parse(file: Bytes, what: string): Json {
    let json: Json;
    const text = fromUtf8(file);
    try {
      json = new Json(JSON.parse(text), what);
    } catch {
      throw new MalformedError(`${what} is not JSON`);
    }
    return repeatsMember(text) ? json.fail('has a member twice') : json;
  }

  /** The members of an object that has all of `required`, perhaps some of `optional`, and no others. */
  members<R extends string, O extends string = never>(
    required: readonly R[],
    optional: readonly O[] = [],
  ): Record<R, Json> & Partial<Record<O, Json>> {
    const entries = Object.entries(this.object());
    const names = entries.map(([name]) => name);
    const missing = required.find((name) => !names.includes(name));
    if (missing !== undefined) this.fail(`lacks ${missing}`);
    if (names.some((name) => !(required as readonly string[]).includes(name) && !(optional as readonly string[]).includes(name))) {
      this.fail('has a member that the format does not have');
    }
    return Object.fromEntries(entries.map(([name, v]) => [name, new Json(v, `${this.place}.${name}`)])) as Record<R, Json> &
      Partial<Record<O, Json>>;
  }

  /** The entries of an object with any names. */
  entries(): [string, Json][] {
    return Object.entries(this.object()).map(([name, v]) => [name, new Json(v, `${this.place}.*`)]);
  }

  list(): Json[] {
    if (!Array.isArray(this.value)) return this.fail('is not a list');
    return this.value.map((v, i) => new Json(v, `${this.place}[${i}]`));
  }

  /** A text of 1 to `longest` UTF-16 units. */
  text(longest = Number.MAX_SAFE_INTEGER): string {
    if (typeof this.value !== 'string' || this.value.trim() === '' || this.value.length > longest)
      return this.fail('is not a text of a fitting length');
    return this.value;
  }

  /** An integer from `least` to `most`. */
  integer(least = 1, most = 0xffffffff): number {
    if (!Number.isInteger(this.value) || (this.value as number) < least || (this.value as number) > most)
      return this.fail('is not a fitting number');
    return this.value as number;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') return this.fail('is neither true nor false');
    return this.value;
  }

  bytes(length: number): Bytes {
    try {
      return fromBase64Url(this.value, length);
    } catch {
      return this.fail(`is not ${length} bytes in base64url`);
    }
  }

  /** What `read` gives, or null where null stands. */
  orNull<T>(read: (json: Json) => T): T | null {
    return this.value === null ? null : read(this);
  }

  /** @throws MalformedError unless the value is exactly this. */
  mustBe(wanted: string): void {
    if (this.value !== wanted) this.fail(`is not ${wanted}`);
  }

  /** @throws MalformedError with the place. */
  fail(what: string): never {
    throw new MalformedError(`${this.place} ${what}`);
  }

  private object(): object {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) return this.fail('is not an object');
    return this.value;
  }
}

/** Whether an object of a valid JSON text names a member twice: JSON.parse would silently take the last. */
function repeatsMember(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '"') {
      const end = endOfString(text, at);
      last = text.slice(at, end);
      at = end - 1;
    } else if (c === '{') open.push(new Set());
    else if (c === '[') open.push(null);
    else if (c === '}' || c === ']') open.pop();
    else if (c === ':') {
      const members = open[open.length - 1]!;
      const name = JSON.parse(last) as string;
      if (members.has(name)) return true;
      members.add(name);
    }
  }
  return false;
}

/** Where the string that begins at `at` ends. A loop, since an expression that matches it fails on millions of characters. */
function endOfString(text: string, at: number): number {
  let i = at + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}
