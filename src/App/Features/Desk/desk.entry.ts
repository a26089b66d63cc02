import { AdvocateDesk } from './advocate-desk.ts';

customElements.define('advocate-desk', AdvocateDesk);
