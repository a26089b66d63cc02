// The list as a person finds things in it: the choice above it, what it finds, and the way back when that is nothing.
import { button, byId, element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { AnswerWaits } from './answer-waits.ts';
import type { Facts } from './facts.ts';
import { findIn, narrows } from './found.ts';
import { ListChoice } from './list-choice.ts';
import { ListWindow } from './list-window.ts';
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
  readonly checked: ReadonlySet<string>;
}

export class ReportFinder {
  readonly window = new ListWindow(byId('list', HTMLElement));
  readonly choice = new ListChoice(() => this.listed && this.draw(this.listed));
  private readonly found = byId('found', HTMLElement);
  private readonly late = byId('late', HTMLElement);
  private listed: Listed | null = null;

  constructor(private readonly words: Words) {}

  show(listed: Listed): void {
    this.listed = listed;
    this.choice.offer(listed.desk.reports, (act, { opened }) => (opened ? listed.facts.option(opened.document, 'acts', act) : act));
    const { late } = listed.waits;
    this.late.textContent = late === 0 ? '' : this.words.count('desk.late.count', late, { n: listed.facts.number(late) });
    this.late.hidden = late === 0;
    this.draw(listed);
  }

  forget(): void {
    this.listed = null;
    this.choice.forget();
    this.window.say();
    this.found.textContent = '';
    this.late.textContent = '';
    this.late.hidden = true;
  }

  private draw({ desk, of, facts, search, marks, waits, checked }: Listed): void {
    const { words } = this;
    const choice = this.choice.value;
    if (desk.reports.length === 0) {
      this.found.textContent = '';
      this.window.say(...(of === 0 ? [element('p', { class: 'none' }, words.text('desk.list.none'))] : []));
      return;
    }
    const { sections, count } = findIn(
      desk,
      choice,
      search.finder(choice.query),
      (r) => marks.isUnread(r) || addressOf(r) === location.hash,
      waits.of,
    );
    this.found.textContent = narrows(choice)
      ? words.count('desk.find.found', count, { n: facts.number(count), all: facts.number(desk.reports.length) })
      : '';
    if (count === 0) {
      const all = button(words.text('desk.find.all'), () => this.choice.showAll(), { class: 'btn' });
      this.window.say(element('p', { class: 'none' }, words.text('desk.find.none')), all);
      return;
    }
    const groups = groupsByReport(desk.sections);
    const groupsOf = (report: DeskReport) => groups.get(report) ?? [];
    const isUnread = (report: DeskReport) => marks.isUnread(report);
    const view = { words, facts, checked, current: location.hash, groupsOf, isUnread, waitOf: waits.of };
    this.window.show((into) => drawn(into, sections, view));
  }
}

function groupsByReport(sections: readonly Section[]): ReadonlyMap<DeskReport, readonly Section[]> {
  const groups = new Map<DeskReport, Section[]>();
  for (const section of sections.filter((s) => s.group !== null))
    for (const report of section.reports) groups.set(report, [...(groups.get(report) ?? []), section]);
  return groups;
}
