// A file of an opened report: it is fetched, opened and checked only when somebody asks for it, shown where nothing in it can run,
// and else saved.
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { shownAs } from './opening.ts';
import { forgetFiles } from './shown-files.ts';

/** The sentences, in the page's language. */
export interface FileWords {
  readonly open: string;
  readonly save: string;
  readonly opening: (percent: number) => string;
  /** It cannot be had now. */
  readonly missing: string;
  /** It is not the one that was sealed. */
  readonly altered: string;
  /** What was taken out of it before it was sealed. */
  readonly looked: string;
  readonly size: string;
}

export type OpenFile = (file: ReportAttachment, opened: (part: number, of: number) => void) => Promise<Blob | null>;

/** A list item for one file. */
export function openableFile(file: ReportAttachment, words: FileWords, open: OpenFile): HTMLLIElement {
  const said = element('p', { class: 'small', role: 'status' });
  const place = element('div', {});
  const ask = async (use: (whole: Blob) => void) => {
    said.textContent = words.opening(0);
    try {
      const whole = await open(file, (part, of) => {
        said.textContent = words.opening(Math.floor((100 * part) / of));
      });
      said.textContent = whole === null ? words.missing : '';
      if (whole !== null) use(whole);
    } catch {
      said.textContent = words.altered;
    }
  };
  const act = (label: string, use: (whole: Blob) => void) =>
    button(label, () => void ask(use), { class: 'plain btn', 'aria-label': `${label}: ${file.name}` });
  return element(
    'li',
    { class: 'file' },
    element('b', { dir: 'auto' }, file.name),
    element('p', { class: 'small' }, `${words.size} ${words.looked}`),
    element(
      'p',
      { class: 'acts' },
      shownAs(file) ? act(words.open, (whole) => show(place, whole, file.name)) : null,
      act(words.save, (whole) => save(whole, file.name)),
    ),
    said,
    place,
  );
}

function show(place: HTMLElement, whole: Blob, name: string) {
  forgetFiles(place);
  const src = URL.createObjectURL(whole);
  const kind = whole.type.split('/')[0];
  const shown =
    kind === 'image'
      ? element('img', { alt: name, src })
      : element(kind === 'video' ? 'video' : 'audio', { controls: true, preload: 'metadata', 'aria-label': name, src });
  place.replaceChildren(shown);
}

/** Hands a file to the person under a name. */
export function save(whole: Blob, name: string) {
  const href = URL.createObjectURL(whole);
  element('a', { href, download: name }).click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
