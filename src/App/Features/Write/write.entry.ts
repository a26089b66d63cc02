import type { Questionnaire } from './questionnaire.ts';
import { SealedForm } from './sealed-form.ts';
import { pageData, textsFrom } from './texts.ts';
import { startWriting } from './writing.ts';

customElements.define('sealed-form', SealedForm);

const element = document.querySelector('sealed-form');
if (element instanceof SealedForm) startWriting(element, pageData<Questionnaire>('questionnaire'), textsFrom(pageData('texts')));
