import './Bundled/first.ts';
import { cameInTheOpen, canSeal } from '../../../Sealing/can-seal.ts';
import { AttachFiles } from '../Attachments/attach-files.ts';
import { VoiceNote } from '../Attachments/voice-note.ts';
import type { Questionnaire } from './questionnaire.ts';
import { SealedForm } from './sealed-form.ts';
import { pageData, pageTexts } from './texts.ts';
import { startWriting } from './writing.ts';

const element = document.querySelector('sealed-form');

/** Where the browser cannot seal, nothing is defined: the page stays the plain form, which the site seals, and says why. */
async function start() {
  if (!(await canSeal())) return element?.classList.add('cannot-seal', ...(cameInTheOpen() ? ['in-the-open'] : []));
  customElements.define('attach-files', AttachFiles);
  customElements.define('voice-note', VoiceNote);
  customElements.define('sealed-form', SealedForm);
  if (element instanceof SealedForm) startWriting(element, pageData<Questionnaire>('questionnaire'), pageTexts());
}

void start();
