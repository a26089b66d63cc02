// <advocate-desk>: unlocks the organisation's key in this tab's memory, opens what was released, and locks again.

import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import { hourOf } from '../../../Escrow/hour.ts';
import type { Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { sealMessage } from '../../../Escrow/Messages/message.ts';
import type { MessageKind } from '../../../Escrow/Messages/message-kind.ts';
import type { KeyRing } from '../../../Escrow/Releasing/unlock.ts';
import { byId, element } from '../../Components/Dom/element.ts';
import { openFile } from '../Attachments/opening.ts';
import { forgetFiles } from '../Attachments/shown-files.ts';
import { AnswerWaits } from './answer-waits.ts';
import { circleSection } from './Circles/circle-section.ts';
import { KeptCircles } from './Circles/kept-circles.ts';
import type { DeskIndex } from './desk-api.ts';
import { sentenceFor } from './desk-failure.ts';
import { DeskKeys } from './desk-keys.ts';
import { DeskOpening, type Progress } from './desk-opening.ts';
import { ExtractCards } from './Extracts/extract-cards.ts';
import { ExtractsApi } from './Extracts/extracts-api.ts';
import { OpenExtracts } from './Extracts/open-extracts.ts';
import { showWaiting } from './Extracts/waiting-extracts.ts';
import { Facts } from './facts.ts';
import { fingerprints } from './fingerprints.ts';
import { LockedPage, type UnlockedKeys } from './locked-page.ts';
import { MemberNotes } from './Notes/member-notes.ts';
import { NotesApi } from './Notes/notes-api.ts';
import { NotesCards } from './Notes/notes-cards.ts';
import { dayOf, type NotesView } from './Notes/notes-words.ts';
import { newestOf } from './newest-key.ts';
import type { DeskReport, OpenedDesk, Section } from './opened-desk.ts';
import { OpeningBar } from './opening-bar.ts';
import { ownRolesOf } from './own-roles.ts';
import { OwnWords } from './own-words.ts';
import { ReadMarks } from './read-marks.ts';
import { keyOf, paneFor, readAt, reportsAt } from './reading-pane.ts';
import { ReportFinder } from './report-finder.ts';
import { ReportSearch } from './report-search.ts';
import { Templates } from './templates.ts';
import { putTyped, typedIn } from './typed-letters.ts';
import { showAlerts } from './watch-alerts.ts';

/** What exists only while the desk is unlocked. */
interface Unlocked {
  readonly ring: KeyRing;
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly search: ReportSearch;
  readonly marks: ReadMarks;
  readonly waits: AnswerWaits;
  /** Possible groups that people have checked, by key. */
  readonly checked: Set<string>;
  readonly opening: DeskOpening;
  readonly notes: NotesView;
  readonly cards: NotesCards;
  readonly extracts: OpenExtracts;
  readonly extractCards: ExtractCards;
  readonly circles: KeptCircles;
  readonly organisation: string;
  desk: OpenedDesk;
  /** How many reports there are, opened or not yet. */
  of: number;
}

export class AdvocateDesk extends LockedPage<Unlocked> {
  protected override readonly api = new NotesApi();
  private readonly extractsApi = new ExtractsApi();
  protected override readonly whileLocked = 'desk.lock.locked';
  private readonly finder = new ReportFinder(this.words);
  private readonly keys = new DeskKeys(
    { move: (by) => this.finder.window.move(by), search: () => this.search(), back: () => this.back() },
    () => this.unlocked !== null,
  );
  private readonly bar = new OpeningBar(this.words);
  private readonly templates = Templates.fromPage('templates', this.words.language);
  /** What the pane shows: it is drawn anew only when that has changed, so that nothing typed is lost. */
  private read: readonly unknown[] | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    byId('refresh', HTMLButtonElement).addEventListener('click', () => void this.refresh());
    addEventListener('hashchange', () => this.show(true));
  }

  protected override async open(unlocked: UnlockedKeys): Promise<{ open: Unlocked; show: () => void }> {
    const open = this.openedBy(unlocked);
    // Before anything is listed: what is set aside is not to be seen for a moment first.
    const [index] = await Promise.all([this.api.reports(), open.notes.notes.take(), open.extracts.take()]);
    return { open, show: () => void this.openAll(open, index) };
  }

  private openedBy({ ring, organisation, member, manifest }: UnlockedKeys): Unlocked {
    const facts = new Facts(this.words, manifest, OwnWords.fromPage('questionnaires'));
    const search = new ReportSearch(facts);
    const opener = { manifest, keys: ring.keys.map(({ key }) => key), organisation, fingerprintOf: fingerprints };
    const opening = new DeskOpening(opener, {
      fetch: (wanted) => this.api.contents(wanted),
      opened: (report) => void search.textOf(report),
      show: (progress) => this.unlocked === open && this.progressed(open, progress),
    });
    const marks = new ReadMarks(this.api);
    const waits = new AnswerWaits();
    const forMembers = { ring, deployment: manifest.deployment, member };
    const own = new MemberNotes(this.api, forMembers);
    const extracts = new OpenExtracts(this.extractsApi, forMembers);
    const notes = { words: this.words, facts, notes: own, today: () => dayOf(new Date()) };
    const cards = new NotesCards(notes, {
      saved: () => this.unlocked === open && this.finder.show(open),
      failure: (e) => sentenceFor(e, this.words),
    });
    const extractCards = new ExtractCards({
      words: this.words,
      facts,
      extracts,
      done: (sentence) => this.unlocked === open && this.extractsChanged(open, sentence),
      failure: (e) => sentenceFor(e, this.words),
    });
    const circles = new KeptCircles(this.api, manifest, member, (report, text, kind) => this.send(report, text, kind));
    const forPane = { notes, cards, extracts, extractCards, circles, organisation };
    const opened = { facts, search, marks, waits, ...forPane, checked: new Set<string>() };
    const open: Unlocked = { ring, manifest, ...opened, opening, desk: { sections: [], reports: [] }, of: 0 };
    return open;
  }

  /** Opens what is not open yet. @returns whether all of it is. */
  private async openAll(open: Unlocked, index: DeskIndex): Promise<boolean> {
    open.of = index.reports.length;
    open.marks.take(index);
    open.waits.take(index);
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

  protected override forget(): void {
    this.unlocked?.opening.stop();
    this.finder.forget();
    this.keys.close();
    this.bar.hide();
    forgetFiles(byId('pane', HTMLElement));
    byId('pane', HTMLElement).replaceChildren();
    byId('alerts', HTMLElement).replaceChildren();
    byId('alerts', HTMLElement).hidden = true;
    delete byId('alerts', HTMLElement).dataset['shown'];
    byId('extracts', HTMLElement).replaceChildren();
    byId('extracts', HTMLElement).hidden = true;
    this.read = null;
  }

  private async refresh(): Promise<void> {
    const open = this.unlocked;
    if (!open) return;
    try {
      const [index] = await Promise.all([this.api.reports(), open.notes.notes.take(), open.extracts.take()]);
      open.cards.takeIn();
      open.extractCards.takeIn();
      if (await this.openAll(open, index)) this.tell(this.words.text('desk.refreshed'));
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
    showAlerts(byId('alerts', HTMLElement), open.desk.reports, this.words, open.facts);
    showWaiting(byId('extracts', HTMLElement), open.extracts, open.desk.reports, this.words);
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
      may: ownRolesOf(this),
      send: async (report: DeskReport, text: string) => {
        await this.send(report, text);
        byId('answer', HTMLTextAreaElement).value = '';
        await this.sent();
      },
      see: async (report: DeskReport, { id }: { readonly id: string }, text: string) => {
        await this.send(report, text, { kind: 'watch-seen', answer: id });
        await this.sent();
      },
      refer: async (report: DeskReport, institution: string, text: string) => {
        await this.send(report, text, { kind: 'referral-ask', institution });
        byId('refer', HTMLTextAreaElement).value = '';
        await this.sent();
      },
      circles: (section: Section) =>
        circleSection(section, {
          words: this.words,
          facts,
          organisation: facts.organisation(open.organisation),
          kept: open.circles,
          reports: desk.reports,
          answers: ownRolesOf(this).answers,
          again: async (said = '') => {
            // What is drawn anew does not depend on reports alone.
            this.read = null;
            await this.refresh();
            if (said !== '') this.tell(said);
          },
          fresh: async () => {
            await this.refresh();
            return open.desk.reports;
          },
          failure: (e: unknown) => sentenceFor(e, this.words),
        }),
      check: (section: Parameters<typeof keyOf>[0]) => {
        checked.add(keyOf(section));
        this.show(false);
      },
      openedBy: async (report: DeskReport) => {
        await marked;
        return this.api.readings(report.handle);
      },
      notes: (report: DeskReport) => open.cards.of(report.handle),
      extracts: (report: DeskReport) => open.extractCards.of(report),
      openFile: (file: ReportAttachment, opened: (part: number, of: number) => void) =>
        openFile(file, open.manifest.deployment, (id, index) => this.api.chunk(id, index), opened),
      templates: this.templates,
      failure: (e: unknown) => sentenceFor(e, this.words),
    };
    const place = byId('pane', HTMLElement);
    // The same report again, with something new in it: what was being written to its reporter is still there.
    const typed = this.read?.[0] === location.hash ? typedIn(place) : [];
    forgetFiles(place);
    const pane = paneFor(location.hash, desk, this.words, facts, checked, actions);
    place.replaceChildren(pane ?? (desk.sections.length > 0 ? element('p', { class: 'none' }, this.words.text('desk.choose')) : ''));
    this.setAttribute('data-view', pane ? 'report' : 'list');
    putTyped(place, typed);
  }

  private extractsChanged(open: Unlocked, sentence: string): void {
    showWaiting(byId('extracts', HTMLElement), open.extracts, open.desk.reports, this.words);
    this.tell(sentence);
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

  private async send(report: DeskReport, text: string, kind?: MessageKind): Promise<void> {
    const open = this.unlocked;
    if (!open || !report.opened) return;
    const { statement, document } = report.opened;
    const thread = { deployment: open.manifest.deployment, handle: statement.handle, threadKey: document.threadKey };
    await this.api.send(await sealMessage(thread, 1, newestOf(open.ring).signing, text, hourOf(new Date()), kind));
  }

  private async sent(): Promise<void> {
    await this.refresh();
    this.tell(this.words.text('desk.thread.sent'));
  }

  /** A sentence in the bar, read out by screen readers. */
  private tell(sentence: string): void {
    byId('desk-status', HTMLElement).textContent = sentence;
  }
}
