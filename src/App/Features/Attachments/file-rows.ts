// One row for each file: what it is called, how far it is, what was taken out of it, and what can be done with it.
import '../Write/Bundled/first.ts';
import { button, element } from '../../Components/Dom/element.ts';
import type { Text } from '../Write/texts.ts';
import type { AttachedFiles, Item } from './attached-files.ts';
import { sizeOf } from './shown-files.ts';

/** Writes the rows of these files into a list. */
export function showFiles(list: HTMLElement, items: readonly Item[], files: AttachedFiles) {
  const { text } = files;
  const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['act'] : undefined;
  list.hidden = items.length === 0;
  list.replaceChildren(...items.map((item) => rowOf(item, files, text)));
  tell(
    list,
    items,
    ({ kept }) => kept.name,
    (item) => stateOf(item, text),
  );
  // What is written anew while it goes on keeps its place for who goes by keys; what is gone hands it to the field above.
  if (focused === undefined) return;
  const of = CSS.escape(focused.slice(focused.indexOf('-')));
  const here =
    list.querySelector<HTMLElement>(`[data-act="${CSS.escape(focused)}"]`) ??
    list.querySelector<HTMLElement>(`[data-act$="${of}"]`) ??
    list.parentElement?.querySelector<HTMLElement>('input[type="file"]');
  here?.focus();
}

function rowOf(item: Item, files: AttachedFiles, text: Text): HTMLElement {
  const { kept, state } = item;
  const act = (label: string, what: string, run: () => void) =>
    button(label, run, { class: 'plain', 'data-act': `${what}-${kept.id}`, 'aria-label': `${label}: ${kept.name}` });
  return element(
    'li',
    { 'data-file': state },
    element('b', { dir: 'auto' }, kept.name),
    element('p', {}, stateOf(item, text)),
    state === 'sending' ? element('progress', { max: 100, value: percentOf(item), 'aria-label': kept.name }) : null,
    element('p', { class: 'small' }, lookedInto(kept.removed, text)),
    element(
      'p',
      { class: 'acts' },
      state === 'asking' ? act(text('files.keep'), 'keep', () => files.keepAnyway(item)) : null,
      state === 'stopped' || state === 'full' ? act(text('files.again'), 'again', () => files.again(item)) : null,
      act(text('files.remove'), 'remove', () => files.remove(item)),
    ),
  );
}

/** The state of a file that a live region has said last, and the file that it speaks of. */
const told = new WeakMap<Item, string>();
const speaking = new WeakMap<Element, Item>();

/** Says in the live region beside a list what has become of a file, not how many percent of it are through, and nothing of one that is gone. */
export function tell(list: HTMLElement, items: readonly Item[], nameOf: (item: Item) => string, stateOf: (item: Item) => string) {
  const region = list.parentElement?.querySelector('[data-told]');
  if (!region) return;
  const last = speaking.get(region);
  if (last && !items.includes(last)) region.textContent = '';
  for (const item of items) {
    if (item.state === 'sending' || told.get(item) === item.state) continue;
    told.set(item, item.state);
    speaking.set(region, item);
    region.textContent = `${nameOf(item)}: ${stateOf(item)}`;
  }
}

const percentOf = (item: Item): number => Math.max(0, Math.floor(100 * item.part));

function stateOf(item: Item, text: Text): string {
  switch (item.state) {
    case 'asking':
      return text('files.asking');
    case 'sending':
      return text('files.sending', { percent: percentOf(item) });
    case 'done':
      return text('files.done', { size: sizeOf(item.kept.size) });
    case 'full':
      return text('files.full');
    case 'left':
      return text('files.left');
    default:
      return text('files.stopped');
  }
}

/** What was taken out of a file before it was sealed, in a sentence. */
export function lookedInto(removed: readonly string[] | null, text: Text): string {
  if (removed === null) return text('files.unlooked');
  if (removed.length === 0) return text('files.nothing');
  return text('files.removed', { what: removed.map((kind) => text(`files.what.${kind}`)).join(', ') });
}
