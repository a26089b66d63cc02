// The team's notes on a report: what they wrote, labels, who has it, until when, and whether it is set aside.

import type { SetAside, Sheet } from '../../../../Escrow/Sheets/sheet.ts';
import { merge } from '../../../../Escrow/Sheets/sheet-merge.ts';
import { element } from '../../../Components/Dom/element.ts';
import { LabelsField } from './labels-field.ts';
import { NotesList } from './notes-list.ts';
import type { NotesView } from './notes-words.ts';
import { noteOf, saveAndSay } from './saving.ts';
import { asidePart } from './set-aside.ts';

/** What a card does beyond itself. */
export interface CardActions {
  /** Called once something was saved, or others' changes have come with it. */
  readonly saved: () => void;
  /** A sentence for a failure. */
  readonly failure: (e: unknown) => string;
}

export class TeamCard {
  readonly place: HTMLElement;
  private readonly list: NotesList;
  private readonly labels: LabelsField;
  private readonly note = element('textarea', { id: 'notes-team', rows: 3, dir: 'auto' });
  private readonly assigned = element('select', { id: 'notes-assigned' });
  private readonly due = element('input', { id: 'notes-due', type: 'date', min: '2000-01-01', max: '2999-12-31' });
  private readonly aside = element('div');
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly go: HTMLButtonElement;
  /** What stood there when the fields were filled. */
  private base: Sheet;
  private busy = false;

  constructor(
    private readonly handle: string,
    private readonly view: NotesView,
    private readonly actions: CardActions,
  ) {
    const { words, notes } = view;
    this.list = new NotesList(view);
    this.labels = new LabelsField(words, (sentence) => this.say(sentence));
    this.go = element('button', { class: 'btn main' }, words.text('desk.notes.save'));
    const form = element(
      'form',
      { novalidate: true, autocomplete: 'off' },
      this.list.place,
      element('label', { for: 'notes-team' }, words.text('desk.notes.new')),
      this.note,
      this.labels.place,
      element('label', { for: 'notes-assigned' }, words.text('desk.notes.assigned')),
      this.assigned,
      element('label', { for: 'notes-due' }, words.text('desk.notes.due')),
      this.due,
      this.go,
      this.status,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
    const closed = notes.isClosed(handle, false);
    this.place = element(
      'section',
      { class: 'card team-notes' },
      element('h2', {}, words.text('desk.notes.team')),
      element('p', { class: 'note' }, words.text('desk.notes.team.what')),
      ...(closed ? [element('p', {}, words.text('desk.notes.closed'))] : [form, this.aside]),
    );
    this.base = notes.team(handle);
    this.fill(this.base);
  }

  /** Takes in what others saved meanwhile. What this member has typed or chosen and not saved stays. */
  takeIn(): void {
    const now = this.view.notes.team(this.handle);
    // A day half typed would not survive being filled in again.
    if (this.busy || now === this.base) return;
    this.fill(merge(this.base, this.fields, now).sheet);
    this.base = now;
  }

  private get fields(): Sheet {
    return {
      notes: this.list.value,
      labels: this.labels.value,
      assigned: this.assigned.value || null,
      due: this.due.value || null,
      aside: this.base.aside,
    };
  }

  private fill(sheet: Sheet): void {
    const { words, notes } = this.view;
    this.list.show(sheet.notes);
    this.labels.show(sheet.labels, notes.labels());
    const people = notes.colleagues.map(({ id, name }) => element('option', { value: id }, name));
    const left = sheet.assigned !== null && !notes.colleagues.some(({ id }) => id === sheet.assigned);
    if (left) people.push(element('option', { value: sheet.assigned }, words.text('desk.opened.former')));
    this.assigned.replaceChildren(element('option', { value: '' }, words.text('desk.notes.nobody')), ...people);
    this.assigned.value = sheet.assigned ?? '';
    this.due.value = sheet.due ?? '';
    this.aside.replaceChildren(asidePart(sheet.aside, this.view, (aside) => void this.setAside(aside)));
  }

  private async save(): Promise<void> {
    const { words, notes } = this.view;
    if (!this.labels.add()) return;
    if (!this.due.validity.valid) {
      this.say(words.text('desk.notes.bad-day'));
      this.due.focus();
      return;
    }
    const typed = this.note.value;
    const mine = { ...this.fields, notes: [...this.list.value, ...noteOf(typed, notes.member)] };
    if (await this.keep(mine)) this.note.value = this.note.value === typed ? '' : this.note.value;
  }

  // Alone: what is typed and chosen beside it waits for its own button.
  private async setAside(aside: SetAside | null): Promise<void> {
    const fields = this.fields;
    const before = this.base;
    if (!(await this.keep({ ...before, aside }))) return;
    this.fill(merge(before, { ...fields, aside: before.aside }, this.base).sheet);
    this.aside.querySelector('button')?.focus();
  }

  private async keep(mine: Sheet): Promise<boolean> {
    if (this.busy) return false;
    const { words, notes } = this.view;
    this.busy = this.go.disabled = true;
    this.say('');
    const { base, handle } = this;
    const { saved, sentence } = await saveAndSay({ notes, handle, own: false, base, mine }, words, this.actions.failure);
    this.busy = this.go.disabled = false;
    this.say(sentence);
    if (!saved) return false;
    this.base = saved.sheet;
    this.fill(saved.sheet);
    this.actions.saved();
    return true;
  }

  private say(sentence: string): void {
    this.status.textContent = sentence;
  }
}
