// What shows a report to its writer, before it is sent and when it was opened: one file (first.ts says why).
import './first.ts';
import '../earlier.ts';
import '../readers-list.ts';
import '../report-draft.ts';
import '../words-of-form.ts';
