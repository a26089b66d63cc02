import '../Write/Bundled/first.ts';
import { cameInTheOpen, canSeal } from '../../../Sealing/can-seal.ts';
import { pageTexts } from '../Write/texts.ts';
import { OwnLetters } from './own-letters.ts';

const element = document.querySelector('own-letters');

/** Where the browser cannot open what was sealed, the page says so. */
async function start() {
  if (!(await canSeal())) return element?.classList.add('cannot-seal', ...(cameInTheOpen() ? ['in-the-open'] : []));
  customElements.define('own-letters', OwnLetters);
  if (element instanceof OwnLetters) element.start(pageTexts());
}

void start();
