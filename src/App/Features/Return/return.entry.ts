import { AttachFiles } from '../Attachments/attach-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import type { Questionnaire } from '../Write/questionnaire.ts';
import { SealedForm } from '../Write/sealed-form.ts';
import { pageData, textsFrom } from '../Write/texts.ts';
import { OwnReports } from './own-reports.ts';

customElements.define('attach-files', AttachFiles);
customElements.define('voice-note', VoiceNote);
customElements.define('sealed-form', SealedForm);
customElements.define('own-reports', OwnReports);

const form = document.querySelector('sealed-form');
const element = document.querySelector('own-reports');
if (element instanceof OwnReports && form instanceof SealedForm) {
  element.start(pageData<Questionnaire>('questionnaire'), textsFrom(pageData('texts')), form);
}
