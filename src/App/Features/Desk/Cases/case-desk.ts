// <case-desk>: unlocks the organisation's key in this tab's memory, shows the cases, and locks again. One page for all
// addresses under /desk/cases, so that going from one to another does not ask for the passphrase anew.
import { byId, element } from '../../../Components/Dom/element.ts';
import { LockedPage, type UnlockedKeys } from '../locked-page.ts';
import { CaseApi } from './case-api.ts';
import { caseListView } from './case-list.ts';
import { casePage } from './case-page.ts';
import { CaseSealing } from './case-sealing.ts';
import { CaseTitles } from './case-titles.ts';
import { type CaseView, failureOf } from './case-view.ts';
import { CaseWords } from './case-words.ts';
import { type Named, namedIn, reportFor } from './from-report.ts';
import { openCaseView } from './open-case.ts';

const home = '/desk/cases';

/** What exists only while the page is unlocked. */
interface Unlocked {
  readonly view: CaseView;
  readonly report: (named: Named) => ReturnType<typeof reportFor>;
}

export class CaseDesk extends LockedPage<Unlocked> {
  protected override readonly api = new CaseApi();
  protected override readonly whileLocked = 'desk.case.locked';

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', (event) => this.follow(event));
    addEventListener('popstate', () => void this.show());
  }

  protected override async open({ ring, organisation, manifest }: UnlockedKeys): Promise<{ open: Unlocked; show: () => void }> {
    const rules = await this.api.rules();
    const words = new CaseWords(this.words, rules);
    const sealing = new CaseSealing(manifest, organisation, ring);
    const view: CaseView = {
      api: this.api,
      words,
      rules,
      roles: (this.dataset['roles'] ?? '').split(' '),
      alone: this.dataset['alone'] === 'yes',
      hint: this.words.text('desk.case.sealed-hint'),
      sealing,
      titles: new CaseTitles(sealing),
      failure: (e) => failureOf(e, words),
    };
    const open = { view, report: (named: Named) => reportFor(named, this.api, manifest, organisation, ring) };
    return { open, show: () => void this.show() };
  }

  protected override forget(): void {
    this.place.replaceChildren();
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
      const named = namedIn(hash);
      return openCaseView(view, named && (await this.unlocked!.report(named)));
    }
    const id = path.slice(home.length + 1);
    return id === '' ? caseListView(view, await this.api.cases()) : casePage(view, await this.api.case(id));
  }

  private get place(): HTMLElement {
    return byId('cases', HTMLElement);
  }
}
