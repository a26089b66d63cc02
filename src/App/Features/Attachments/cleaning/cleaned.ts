// What cleaning a file gives, and the list of what was found on the way.

/** Kinds of data that tell about the person or the device; texts `files.what.KIND`. */
export type Found = 'location' | 'device' | 'time' | 'author' | 'text' | 'preview';

const order: readonly Found[] = ['location', 'device', 'time', 'author', 'text', 'preview'];

export interface Cleaned {
  /** The cleaned file: slices of the old one and a few bytes of our own, nothing copied. */
  readonly file: Blob;
  /** What was taken out, each kind once; empty where there was nothing. */
  readonly removed: readonly Found[];
}

/** Puts a cleaned file together: parts that stay, and what was found in those that do not. */
export class Cleaning {
  readonly #found = new Set<Found>();
  readonly #parts: BlobPart[] = [];
  #from = 0;
  #to = 0;

  constructor(readonly source: Blob) {}

  /** Keeps bytes of the source; parts that follow each other become one. */
  keep(from: number, to: number): void {
    if (from >= to) return;
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
  }

  /** Puts bytes of our own here. */
  put(bytes: BlobPart): void {
    this.#flush();
    this.#parts.push(bytes);
    this.#from = this.#to = -1;
  }

  found(...kinds: readonly Found[]): void {
    for (const kind of kinds) this.#found.add(kind);
  }

  done(type: string): Cleaned {
    this.#flush();
    return { file: new Blob(this.#parts, { type }), removed: order.filter((kind) => this.#found.has(kind)) };
  }

  #flush(): void {
    if (this.#to > this.#from) this.#parts.push(this.source.slice(this.#from, this.#to));
    this.#from = this.#to = -1;
  }
}
