import '../Write/Bundled/first.ts';
import { cameInTheOpen, canSeal } from '../../../Sealing/can-seal.ts';
import { pageTexts } from '../Write/texts.ts';
import { OwnReports } from './own-reports.ts';

const element = document.querySelector('own-reports');

/** Where the browser cannot open what was sealed, the page says so. */
async function start() {
  if (!(await canSeal())) return element?.classList.add('cannot-seal', ...(cameInTheOpen() ? ['in-the-open'] : []));
  customElements.define('own-reports', OwnReports);
  if (element instanceof OwnReports) element.start(pageTexts());
}

void start();
