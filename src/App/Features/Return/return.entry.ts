import '../Write/Bundled/first.ts';
import { pageTexts } from '../Write/texts.ts';
import { OwnReports } from './own-reports.ts';

customElements.define('own-reports', OwnReports);

const element = document.querySelector('own-reports');
if (element instanceof OwnReports) element.start(pageTexts());
