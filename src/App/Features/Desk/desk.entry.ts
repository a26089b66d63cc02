import { ChangePassphrase } from './Account/change-passphrase.ts';
import { RecoverySheets } from './Account/recovery-sheets.ts';
import { RestoreKey } from './Account/restore-key.ts';
import { AdvocateDesk } from './advocate-desk.ts';
import { CaseDesk } from './Cases/case-desk.ts';
import { AskForKey } from './People/ask-for-key.ts';
import { GiveKey } from './People/give-key.ts';
import { JoinForm } from './People/join-form.ts';
import { NewKey } from './People/new-key.ts';

customElements.define('change-passphrase', ChangePassphrase);
customElements.define('recovery-sheets', RecoverySheets);
customElements.define('restore-key', RestoreKey);
customElements.define('advocate-desk', AdvocateDesk);
customElements.define('case-desk', CaseDesk);
customElements.define('ask-for-key', AskForKey);
customElements.define('give-key', GiveKey);
customElements.define('join-form', JoinForm);
customElements.define('new-key', NewKey);
