// <case-desk>: unlocks the organisation's key in this tab's memory, shows the cases, and locks again. One page for all
// addresses under /desk/cases, so that going from one to another does not ask for the passphrase anew.
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { unlockOrganisationKey } from '../../../../Escrow/Releasing/unlock.ts';
import { byId, element } from '../../../Components/Dom/element.ts';
import { Words } from '../../../Components/Texts/words.ts';
import { sentenceFor } from '../desk-failure.ts';
import { IdleLock } from '../idle-lock.ts';
import { CaseApi } from './case-api.ts';
import { caseListView } from './case-list.ts';
import { casePage } from './case-page.ts';
import { CaseSealing } from './case-sealing.ts';
import { type CaseView, failureOf } from './case-view.ts';
import { CaseWords } from './case-words.ts';
import { reportFor } from './from-report.ts';
import { openCaseView } from './open-case.ts';

const home = '/desk/cases';

export class CaseDesk extends HTMLElement {
  private readonly words = Words.fromPage('texts');
  private readonly api = CaseApi.ofPage();
  private readonly idle = new IdleLock(
    () => this.lock('desk.lock.idle'),
    (due) => {
      const time = new Intl.DateTimeFormat(this.words.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(due);
      byId('lock-state', HTMLElement).textContent = this.words.text('desk.lock.state', { time });
    },
  );
  /** What exists only while the desk is unlocked. */
  private unlocked: { readonly view: CaseView; readonly report: (handle: string) => ReturnType<typeof reportFor> } | null = null;

  connectedCallback(): void {
    byId('unlock', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.unlock();
    });
    byId('lock', HTMLButtonElement).addEventListener('click', () => this.lock('desk.lock.done'));
    this.addEventListener('click', (event) => this.follow(event));
    addEventListener('popstate', () => void this.show());
    // A page kept by the browser for going back would keep the key with it.
    addEventListener('pagehide', () => this.lock('desk.lock.done'));
    this.lock('');
    byId('passphrase', HTMLInputElement).disabled = byId('unlock-go', HTMLButtonElement).disabled = false;
  }

  private async unlock(): Promise<void> {
    const field = byId('passphrase', HTMLInputElement);
    const go = byId('unlock-go', HTMLButtonElement);
    this.say(this.words.text('desk.unlock.busy'));
    go.disabled = true;
    try {
      const [manifest, answer, rules] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key(), this.api.rules()]);
      const key = await unlockOrganisationKey(answer, field.value, manifest);
      const words = new CaseWords(this.words, rules);
      const view: CaseView = {
        api: this.api,
        words,
        rules,
        roles: (this.dataset['roles'] ?? '').split(' '),
        hint: this.words.text('desk.case.sealed-hint'),
        sealing: new CaseSealing(manifest, answer.organisation, answer.epoch, key),
        failure: (e) => failureOf(e, words),
      };
      this.unlocked = { view, report: (handle) => reportFor(handle, this.api, manifest, answer.organisation, key) };
      field.value = '';
      this.say('');
      this.setAttribute('data-state', 'open');
      this.idle.start();
      await this.show();
    } catch (e) {
      this.say(sentenceFor(e, this.words));
      field.select();
      field.focus();
    } finally {
      go.disabled = false;
    }
  }

  /** Forgets the key and everything that was opened, on the page and in memory. */
  private lock(why: string): void {
    this.idle.stop();
    this.unlocked = null;
    this.setAttribute('data-state', 'locked');
    this.place.replaceChildren();
    byId('passphrase', HTMLInputElement).value = '';
    byId('lock-state', HTMLElement).textContent = this.words.text('desk.case.locked');
    this.say(why && this.words.text(why));
  }

  /** A link to another address of this page changes the address and what is shown, and keeps the key. */
  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !this.unlocked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    const ours = link.origin === location.origin && (link.pathname === home || link.pathname.startsWith(`${home}/`));
    if (!ours) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void this.show();
  }

  private async show(): Promise<void> {
    const open = this.unlocked;
    if (!open) return;
    const at = location.href;
    let shown: HTMLElement;
    try {
      shown = await this.viewAt(location.pathname, location.hash, open.view);
    } catch (e) {
      shown = element(
        'div',
        {},
        element('p', {}, element('a', { class: 'back', href: home }, this.words.text('desk.case.back'))),
        open.view.failure(e),
      );
    }
    // Locked, or somewhere else by now.
    if (this.unlocked !== open || location.href !== at) return;
    this.place.replaceChildren(shown);
    scrollTo(0, 0);
    shown.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  private async viewAt(path: string, hash: string, view: CaseView): Promise<HTMLElement> {
    if (path === `${home}/open`) {
      const handle = /^#report-(?<handle>[A-Za-z0-9_-]+)$/u.exec(hash)?.groups?.['handle'];
      return openCaseView(view, handle === undefined ? null : await this.unlocked!.report(handle));
    }
    const id = path.slice(home.length + 1);
    return id === '' ? caseListView(view, await this.api.cases()) : casePage(view, await this.api.case(id));
  }

  private get place(): HTMLElement {
    return byId('cases', HTMLElement);
  }

  /** A sentence beside the unlock form. */
  private say(sentence: string): void {
    byId('unlock-status', HTMLElement).textContent = sentence;
  }
}
