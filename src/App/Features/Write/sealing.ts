// All that seals and sends, and what is shown when it was sent: fetched together before the last page, so that nothing has to be
// fetched between the press and the numbers but what is sealed to.
import './Bundled/envelopes.ts';

export { sendFirst } from './first-report.ts';
