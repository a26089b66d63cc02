// Loaded by every reporter's page: the way out, and the reminder that something is still in this tab.
import { ExitPage } from '../../Components/Bar/exit-page.ts';
import { KeptDraft } from './kept-draft.ts';

customElements.define('exit-page', ExitPage);
customElements.define('kept-draft', KeptDraft);
