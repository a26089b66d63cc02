// The list as a person finds things in it: the choice above it, what it finds, and the way back when that is nothing.
import { button, byId, element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { AnswerWaits } from './answer-waits.ts';
import type { Facts } from './facts.ts';
import { findIn, narrows } from './found.ts';
import { ListChoice } from './list-choice.ts';
import { ListWindow } from './list-window.ts';
import { NotesChoice } from './Notes/notes-choice.ts';
import { dueFirst, isAside, isWanted } from './Notes/notes-found.ts';
import { type NotesView, rowWords } from './Notes/notes-words.ts';
import type { DeskReport, OpenedDesk, Section } from './opened-desk.ts';
import type { ReadMarks } from './read-marks.ts';
import { addressOf, drawn } from './report-list.ts';
import type { ReportSearch } from './report-search.ts';

/** What is listed, as long as the desk is unlocked. */
export interface Listed {
  /** How many reports there are, opened or not yet. */
  readonly of: number;
  readonly desk: OpenedDesk;
  readonly facts: Facts;
  readonly search: ReportSearch;
  readonly marks: ReadMarks;
  readonly waits: AnswerWaits;
  readonly notes: NotesView;
  readonly checked: ReadonlySet<string>;
}

export class ReportFinder {
  readonly window = new ListWindow(byId('list', HTMLElement));
  readonly choice = new ListChoice(() => this.listed && this.draw(this.listed));
  private readonly work = new NotesChoice();
  private readonly found = byId('found', HTMLElement);
  private readonly late = byId('late', HTMLElement);
  private listed: Listed | null = null;

  constructor(private readonly words: Words) {}

  show(listed: Listed): void {
    this.listed = listed;
    this.choice.offer(listed.desk.reports, (act, { opened }) => (opened ? listed.facts.option(opened.document, 'acts', act) : act));
    const late = listed.waits.late(listed.desk.reports);
    this.late.textContent = late === 0 ? '' : this.words.count('desk.late.count', late, { n: listed.facts.number(late) });
    this.late.hidden = late === 0;
    this.work.offer(listed.notes.notes.labels());
    this.draw(listed);
  }

  forget(): void {
    this.listed = null;
    this.choice.forget();
    this.work.forget();
    this.window.say();
    this.found.textContent = '';
    this.late.textContent = '';
    this.late.hidden = true;
  }

  private draw({ desk, of, facts, search, marks, waits, checked, notes: view }: Listed): void {
    const { words, work } = this;
    const choice = this.choice.value;
    const { notes } = view;
    const asking = { member: notes.member, today: view.today() };
    const team = ({ handle }: DeskReport) => notes.team(handle);
    if (desk.reports.length === 0) {
      this.found.textContent = '';
      this.window.say(...(of === 0 ? [element('p', { class: 'none' }, words.text('desk.list.none'))] : []));
      return;
    }
    const holds = search.finder(choice.query);
    const found = findIn(
      desk,
      choice,
      (r) => isWanted(team(r), work.value, asking) && holds(r),
      (r) => marks.isUnread(r) || addressOf(r) === location.hash,
      waits.of,
    );
    const { count } = found;
    const narrowed = narrows(choice) || work.narrows;
    const aside = work.value.work === 'aside' ? 0 : desk.reports.filter((r) => isAside(team(r))).length;
    this.found.textContent = [
      ...(narrowed ? [words.count('desk.find.found', count, { n: facts.number(count), all: facts.number(desk.reports.length) })] : []),
      ...(aside > 0 ? [words.text('desk.notes.hidden', { n: facts.number(aside) })] : []),
    ].join(' ');
    if (count === 0) {
      const all = button(words.text('desk.find.all'), () => this.showAll(), { class: 'btn' });
      this.window.say(element('p', { class: 'none' }, words.text('desk.find.none')), ...(narrowed ? [all] : []));
      return;
    }
    const sections = choice.order === 'due' ? dueFirst(found.sections, (r) => team(r).due) : found.sections;
    const groups = groupsByReport(desk.sections);
    const groupsOf = (report: DeskReport) => groups.get(report) ?? [];
    const isUnread = (report: DeskReport) => marks.isUnread(report);
    const rows = (report: DeskReport, apart: boolean) => rowWords(team(report), apart, view);
    const list = { words, facts, checked, current: location.hash, groupsOf, isUnread, waitOf: waits.of, notes: rows };
    this.window.show((into) => drawn(into, sections, list));
  }

  private showAll(): void {
    this.work.showAll();
    this.choice.showAll();
  }
}

function groupsByReport(sections: readonly Section[]): ReadonlyMap<DeskReport, readonly Section[]> {
  const groups = new Map<DeskReport, Section[]>();
  for (const section of sections.filter((s) => s.group !== null))
    for (const report of section.reports) groups.set(report, [...(groups.get(report) ?? []), section]);
  return groups;
}
