// The files of one form: what is chosen or recorded, cleaned, sealed and sent while the person goes on writing. Loaded when the
// first file is there. What is kept of each stands in the form's hidden fields; here is only what this page does with it.
import '../Write/Bundled/keys.ts';

import { mostAttachments, mostChunksTogether } from '../../../Escrow/Depositing/report-attachment.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { countFor, longestFile } from '../../../Sealing/attachment.ts';
import type { Text } from '../Write/texts.ts';
import { clean } from './cleaning/clean.ts';
import { dropUploads, hiddenField, hiddenFields } from './form-files.ts';
import { type KeptFile, parseKept } from './kept-file.ts';
import { isTheSame, newFile, upload } from './uploading.ts';

// For who sends a file anew: in this file, so that a form needs no more files than before.
export { newFile, upload };

/** `asking`: we cannot look into it. `left`: begun before this page was loaded, so it has to be chosen again. */
export type State = 'asking' | 'sending' | 'done' | 'stopped' | 'full' | 'left';

export interface Item {
  readonly kept: KeptFile;
  state: State;
  /** Share that has arrived, 0 to 1. */
  part: number;
  /** The cleaned file, while this page has it. */
  file: Blob | null;
  readonly field: HTMLInputElement;
  stop: AbortController;
  /** Whether it was begun anew by itself before. */
  anew: boolean;
}

/** A sentence about a file that was not taken. */
export type Refusal = { readonly text: 'files.too-large' | 'files.too-many' | 'files.empty'; readonly name: string };

export class AttachedFiles {
  readonly items: Item[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly form: HTMLFormElement,
    readonly text: Text,
    private readonly changed: () => void,
  ) {
    form.addEventListener('files-put', () => this.#read());
    this.#read();
  }

  /** Takes files that were chosen. @returns why the ones were not taken that were not. */
  async add(files: readonly File[]): Promise<Refusal[]> {
    const refused: Refusal[] = [];
    for (const file of files) {
      const left = await this.#left(file);
      if (left) {
        this.#send(left);
        continue;
      }
      const text = this.#refusal(file);
      if (text !== null) {
        refused.push({ text, name: file.name });
        continue;
      }
      const cleaned = await clean(file);
      const item = this.#put(newFile(cleaned?.file ?? file, nameOf(file), cleaned?.removed ?? null), cleaned?.file ?? file);
      if (cleaned === null) this.#is(item, 'asking');
      else this.#send(item);
    }
    return refused;
  }

  /** Takes a recording of our own, in which there is nothing to clean. */
  addRecording(recording: Blob, name: string, question: string, seconds: number): Item {
    const item = this.#put({ ...newFile(recording, name, [], question), seconds }, recording);
    this.#send(item);
    return item;
  }

  /** Of a file that we cannot look into: the person says that it may be sent as it is. */
  keepAnyway(item: Item) {
    this.#send(item);
  }

  again(item: Item) {
    if (item.file !== null && item.state !== 'done') this.#send(item);
  }

  /** Erases a file here, and at the site what has arrived of it. */
  remove(item: Item) {
    item.stop.abort();
    dropUploads([item.field.value]);
    item.field.remove();
    this.items.splice(this.items.indexOf(item), 1);
    this.#tell();
  }

  /** Those that answer a question, or those that stand by themselves. */
  of(question: string | null): Item[] {
    return this.items.filter((item) => (item.kept.question ?? null) === question);
  }

  #refusal(file: Blob): Refusal['text'] | null {
    if (file.size === 0) return 'files.empty';
    if (file.size > longestFile) return 'files.too-large';
    const chunks = this.items.reduce((sum, item) => sum + countFor(item.kept.size), countFor(file.size));
    return this.items.length >= mostAttachments || chunks > mostChunksTogether ? 'files.too-many' : null;
  }

  /** The one that this file goes on with, if it is one of those that were left. */
  async #left(file: File): Promise<Item | null> {
    for (const item of this.items.filter((each) => each.state === 'left' && each.kept.name === nameOf(file))) {
      const whole = (await clean(file))?.file ?? file;
      if (await isTheSame(item.kept, whole)) {
        item.file = whole;
        return item;
      }
    }
    return null;
  }

  /** What the hidden fields hold now. */
  #read() {
    const fields = hiddenFields(this.form);
    for (const item of this.items.filter((each) => !fields.includes(each.field))) item.stop.abort();
    this.items.splice(0);
    for (const field of fields) {
      const kept = parseKept(field.value);
      if (kept)
        this.items.push({
          kept,
          state: kept.digest ? 'done' : 'left',
          part: kept.digest ? 1 : 0,
          file: null,
          field,
          stop: new AbortController(),
          anew: false,
        });
    }
    this.changed();
  }

  #put(kept: KeptFile, file: Blob): Item {
    const field = hiddenField(JSON.stringify(kept));
    this.form.append(field);
    const item: Item = { kept, state: 'sending', part: 0, file, field, stop: new AbortController(), anew: false };
    this.items.push(item);
    return item;
  }

  #send(item: Item) {
    this.#is(item, 'sending');
    item.stop = new AbortController();
    // One after the other: a phone's line is no faster for two, and one is done sooner.
    this.#queue = this.#queue.then(() => this.#upload(item));
  }

  async #upload(item: Item) {
    const { signal } = item.stop;
    if (signal.aborted || item.file === null) return;
    try {
      const { deployment } = await loadManifest(fetch.bind(globalThis));
      const changed = (arrived: number, of: number) => {
        item.part = arrived / of;
        this.#keep(item);
      };
      const end = await upload(item.file, item.kept, { deployment, changed, signal });
      if (signal.aborted) return;
      if (end === 'gone') this.#anew(item);
      else this.#is(item, end);
    } catch {
      if (!signal.aborted) this.#is(item, 'stopped');
    }
  }

  /** The site does not have it any more: the same file again, under new keys. Once by itself, then the person says. */
  #anew(item: Item) {
    const { kept, anew } = item;
    const { id, key, token } = newFile(item.file as Blob, kept.name, kept.removed, kept.question);
    Object.assign(kept, { id, key, token, hashes: [], first: undefined });
    item.anew = true;
    if (anew) this.#is(item, 'stopped');
    else this.#send(item);
  }

  #is(item: Item, state: State) {
    item.state = state;
    this.#keep(item);
  }

  #keep(item: Item) {
    item.field.value = JSON.stringify(item.kept);
    this.#tell();
  }

  #tell() {
    this.changed();
    this.form.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** A name that fits the document; what a file is called may be all that tells it from another. */
const nameOf = (file: File): string => file.name.trim().slice(-200) || 'file';
