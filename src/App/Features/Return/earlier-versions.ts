// The earlier versions of one report, each readable as it was: content is asked for when she wants to read it.
import type { OwnVersion } from '../../../Escrow/Depositing/own-report.ts';
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import type { Text } from '../Write/texts.ts';

/** Versions that one report can have (ReportVersion.Most at the site). */
export const mostVersions = 64;

/** How the page around shows a report and reads a version of it; null where it cannot be read now. */
export interface Shelf {
  read(version: OwnVersion): Promise<ReportDocument | null>;
  show(list: HTMLElement, document: ReportDocument): void;
  day(hour: string): string;
}

/** Fills `[data-earlier]`; it stays hidden where there is one version only. */
export function showEarlier(within: HTMLElement, earlier: readonly OwnVersion[], shelf: Shelf, text: Text) {
  within.hidden = earlier.length === 0;
  const list = within.querySelector('ol') as HTMLElement;
  // The newest of them first: it is the one that was just changed.
  list.replaceChildren(...[...earlier].reverse().map((version) => entry(version, shelf, text)));
}

function entry(version: OwnVersion, shelf: Shelf, text: Text): HTMLElement {
  const item = document.createElement('li');
  const name = document.createElement('b');
  name.textContent = text('return.version', { n: version.version, day: shelf.day(version.hour) });
  const read = document.createElement('button');
  read.type = 'button';
  read.className = 'plain';
  read.textContent = text('return.version.read');
  read.setAttribute('aria-label', `${text('return.version.read')}: ${name.textContent}`);
  const said = document.createElement('p');
  said.className = 'mend';
  said.setAttribute('role', 'alert');
  const answers = document.createElement('dl');
  answers.className = 'answers';
  answers.hidden = true;
  read.addEventListener('click', async () => {
    if (read.getAttribute('aria-busy') === 'true') return;
    read.setAttribute('aria-busy', 'true');
    said.textContent = '';
    const opened = await shelf.read(version).catch(() => null);
    read.removeAttribute('aria-busy');
    if (opened === null) {
      said.textContent = text('return.version.failed');
      return;
    }
    shelf.show(answers, opened);
    answers.hidden = false;
    read.hidden = true;
    name.tabIndex = -1;
    name.focus();
  });
  item.append(name, read, said, answers);
  return item;
}
