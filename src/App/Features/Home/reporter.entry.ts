// Loaded by every reporter's page: the way out, a voice that reads, and the reminder that something is still in this tab.
import { ExitPage } from '../../Components/Bar/exit-page.ts';
import { startListening } from '../../Components/Listen/listening.ts';
import { placeScripted } from '../../Components/Scripted/scripted.ts';
import { KeptDraft } from './kept-draft.ts';

placeScripted(document);
customElements.define('exit-page', ExitPage);
customElements.define('kept-draft', KeptDraft);
startListening(document);
