import './Bundled/first.ts';
import { AttachFiles } from '../Attachments/attach-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import type { Questionnaire } from './questionnaire.ts';
import { SealedForm } from './sealed-form.ts';
import { pageData, pageTexts } from './texts.ts';
import { startWriting } from './writing.ts';

customElements.define('attach-files', AttachFiles);
customElements.define('voice-note', VoiceNote);
customElements.define('sealed-form', SealedForm);

const element = document.querySelector('sealed-form');
if (element instanceof SealedForm) startWriting(element, pageData<Questionnaire>('questionnaire'), pageTexts());
