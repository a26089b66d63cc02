// <advocate-desk>: unlocks the organisation's key in this tab's memory, opens what was released, and locks again.

import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { hourOf } from '../../../Escrow/hour.ts';
import { loadManifest, type Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { sealMessage } from '../../../Escrow/Messages/message.ts';
import { unlockOrganisationKey } from '../../../Escrow/Releasing/unlock.ts';
import type { OrganisationKey } from '../../../Sealing/organisation-key.ts';
import { byId, element } from '../../Components/Dom/element.ts';
import { Words } from '../../Components/Texts/words.ts';
import { openFile } from '../Attachments/opening.ts';
import { forgetFiles } from '../Attachments/shown-files.ts';
import { DeskApi, type DeskIndex } from './desk-api.ts';
import { sentenceFor } from './desk-failure.ts';
import { DeskKeys } from './desk-keys.ts';
import { DeskOpening, type Progress } from './desk-opening.ts';
import { Facts } from './facts.ts';
import { fingerprints } from './fingerprints.ts';
import { IdleLock } from './idle-lock.ts';
import type { DeskReport, OpenedDesk } from './opened-desk.ts';
import { OpeningBar } from './opening-bar.ts';
import { OwnWords } from './own-words.ts';
import { ReadMarks } from './read-marks.ts';
import { keyOf, paneFor, readAt, reportsAt } from './reading-pane.ts';
import { ReportFinder } from './report-finder.ts';
import { ReportSearch } from './report-search.ts';

/** What exists only while the desk is unlocked; dropped as a whole by locking. */
interface Unlocked {
  readonly key: OrganisationKey;
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly search: ReportSearch;
  readonly marks: ReadMarks;
  /** Possible groups that people have checked, by key. */
  readonly checked: Set<string>;
  readonly opening: DeskOpening;
  desk: OpenedDesk;
  /** How many reports there are, opened or not yet. */
  of: number;
}

export class AdvocateDesk extends HTMLElement {
  private readonly words = Words.fromPage('texts');
  private readonly api = DeskApi.ofPage();
  private readonly idle = new IdleLock(
    () => this.lock('desk.lock.idle'),
    (due) => {
      byId('lock-state', HTMLElement).textContent = this.words.text('desk.lock.state', { time: this.unlocked?.facts.clock(due) ?? '' });
    },
  );
  private readonly finder = new ReportFinder(this.words);
  private readonly keys = new DeskKeys(
    { move: (by) => this.finder.window.move(by), search: () => this.search(), back: () => this.back() },
    () => this.unlocked !== null,
  );
  private readonly bar = new OpeningBar(this.words);
  private unlocked: Unlocked | null = null;
  /** What the pane shows: it is drawn anew only when that has changed, so that nothing typed is lost. */
  private read: readonly unknown[] | null = null;

  connectedCallback(): void {
    byId('unlock', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.unlock();
    });
    byId('lock', HTMLButtonElement).addEventListener('click', () => this.lock('desk.lock.done'));
    byId('refresh', HTMLButtonElement).addEventListener('click', () => void this.refresh());
    addEventListener('hashchange', () => this.show(true));
    // A page kept by the browser for going back would keep the key with it.
    addEventListener('pagehide', () => this.lock('desk.lock.done'));
    this.lock('');
    // The page comes with both disabled: what was typed before this point would be lost, and a press go to nobody.
    byId('passphrase', HTMLInputElement).disabled = byId('unlock-go', HTMLButtonElement).disabled = false;
  }

  private async unlock(): Promise<void> {
    const field = byId('passphrase', HTMLInputElement);
    const go = byId('unlock-go', HTMLButtonElement);
    this.say(this.words.text('desk.unlock.busy'));
    go.disabled = true;
    try {
      const [manifest, answer] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
      const key = await unlockOrganisationKey(answer, field.value, manifest);
      const index = await this.api.reports();
      const open = this.openedBy(key, answer.organisation, manifest);
      this.unlocked = open;
      field.value = '';
      this.say('');
      this.setAttribute('data-state', 'open');
      this.idle.start();
      void this.openAll(open, index);
    } catch (e) {
      this.say(sentenceFor(e, this.words));
      field.select();
      field.focus();
    } finally {
      go.disabled = false;
    }
  }

  private openedBy(key: OrganisationKey, organisation: string, manifest: Manifest): Unlocked {
    const facts = new Facts(this.words, manifest, OwnWords.fromPage('questionnaires'));
    const search = new ReportSearch(facts);
    const opener = { manifest, keys: [key], organisation, fingerprintOf: fingerprints };
    const opening = new DeskOpening(opener, {
      fetch: (wanted) => this.api.contents(wanted),
      opened: (report) => void search.textOf(report),
      show: (progress) => this.unlocked === open && this.progressed(open, progress),
    });
    const marks = new ReadMarks(this.api);
    const open: Unlocked = { key, manifest, facts, search, marks, checked: new Set(), opening, desk: { sections: [], reports: [] }, of: 0 };
    return open;
  }

  /** Opens what is not open yet. @returns whether all of it is. */
  private async openAll(open: Unlocked, index: DeskIndex): Promise<boolean> {
    open.of = index.reports.length;
    open.marks.take(index);
    try {
      await open.opening.open(index);
      return true;
    } catch (e) {
      if (this.unlocked === open) this.tell(sentenceFor(e, this.words));
      return false;
    }
  }

  private progressed(open: Unlocked, progress: Progress): void {
    const first = this.read === null;
    open.desk = progress.desk;
    if (this.bar.show(progress, open.facts)) this.tell(this.words.text('desk.opening.done'));
    this.show(first);
  }

  /** Forgets the key and everything that was opened, on the page and in memory. */
  private lock(why: string): void {
    this.idle.stop();
    this.unlocked?.opening.stop();
    this.unlocked = null;
    this.setAttribute('data-state', 'locked');
    this.finder.forget();
    this.keys.close();
    this.bar.hide();
    forgetFiles(byId('pane', HTMLElement));
    byId('pane', HTMLElement).replaceChildren();
    this.read = null;
    byId('passphrase', HTMLInputElement).value = '';
    byId('lock-state', HTMLElement).textContent = this.words.text('desk.lock.locked');
    this.say(why && this.words.text(why));
  }

  private async refresh(): Promise<void> {
    const open = this.unlocked;
    if (!open) return;
    try {
      if (await this.openAll(open, await this.api.reports())) this.tell(this.words.text('desk.refreshed'));
    } catch (e) {
      this.tell(sentenceFor(e, this.words));
    }
  }

  private show(focus: boolean): void {
    const open = this.unlocked;
    if (!open) return;
    const marked = open.marks.show(reportsAt(location.hash, open.desk, open.facts, open.checked));
    marked.catch((e: unknown) => this.tell(sentenceFor(e, this.words)));
    this.finder.show(open);
    const read = readAt(location.hash, open.desk, open.checked);
    const same = this.read !== null && read.length === this.read.length && read.every((part, i) => part === this.read![i]);
    if (!same) this.drawPane(open, marked);
    this.read = read;
    const heading = byId('pane', HTMLElement).querySelector('h1');
    if (focus && heading) {
      heading.focus({ preventScroll: true });
      byId('pane', HTMLElement).scrollTop = 0;
      scrollTo(0, 0);
    } else if (focus) {
      this.finder.window.focus();
    }
  }

  private drawPane(open: Unlocked, marked: Promise<void>): void {
    const { desk, facts, checked } = open;
    const actions = {
      send: (report: DeskReport, text: string) => this.send(report, text),
      check: (section: Parameters<typeof keyOf>[0]) => {
        checked.add(keyOf(section));
        this.show(false);
      },
      openedBy: async (report: DeskReport) => {
        await marked;
        return this.api.readings(report.handle);
      },
      openFile: (file: ReportAttachment, opened: (part: number, of: number) => void) =>
        openFile(file, open.manifest.deployment, (id, index) => this.api.chunk(id, index), opened),
      failure: (e: unknown) => sentenceFor(e, this.words),
    };
    const place = byId('pane', HTMLElement);
    // The same report again, with something new in it: what was being written to its reporter is still there.
    const typed = this.read?.[0] === location.hash ? place.querySelector<HTMLTextAreaElement>('#answer')?.value : undefined;
    forgetFiles(place);
    const pane = paneFor(location.hash, desk, this.words, facts, checked, actions);
    place.replaceChildren(pane ?? (desk.sections.length > 0 ? element('p', { class: 'none' }, this.words.text('desk.choose')) : ''));
    this.setAttribute('data-view', pane ? 'report' : 'list');
    const field = place.querySelector<HTMLTextAreaElement>('#answer');
    if (typed && field) field.value = typed;
  }

  private search(): void {
    // On a small screen the list is shown in place of the report.
    if (byId('search', HTMLElement).offsetParent === null) {
      location.hash = '#list';
      this.setAttribute('data-view', 'list');
    }
    this.finder.choice.focus();
  }

  private back(): void {
    if (document.activeElement === byId('search', HTMLElement)) {
      if (!this.finder.choice.clearQuery()) this.finder.window.focus();
    } else if (this.getAttribute('data-view') === 'report') {
      location.hash = '#list';
    }
  }

  private async send(report: DeskReport, text: string): Promise<void> {
    const open = this.unlocked;
    if (!open || !report.opened) return;
    const { statement, document } = report.opened;
    const thread = { deployment: open.manifest.deployment, handle: statement.handle, threadKey: document.threadKey };
    await this.api.send(await sealMessage(thread, 1, open.key.signing, text, hourOf(new Date())));
    byId('answer', HTMLTextAreaElement).value = '';
    await this.refresh();
    this.tell(this.words.text('desk.thread.sent'));
  }

  /** A sentence beside the unlock form. */
  private say(sentence: string): void {
    byId('unlock-status', HTMLElement).textContent = sentence;
  }

  /** A sentence in the bar, read out by screen readers. */
  private tell(sentence: string): void {
    byId('desk-status', HTMLElement).textContent = sentence;
  }
}
