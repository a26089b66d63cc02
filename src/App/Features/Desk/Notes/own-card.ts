// Notes that a member keeps alone.
import type { Sheet } from '../../../../Escrow/Sheets/sheet.ts';
import { element } from '../../../Components/Dom/element.ts';
import { NotesList } from './notes-list.ts';
import type { NotesView } from './notes-words.ts';
import { noteOf, saveAndSay } from './saving.ts';
import type { CardActions } from './team-card.ts';

export class OwnCard {
  readonly place: HTMLElement;
  private readonly list: NotesList;
  private readonly note = element('textarea', { id: 'notes-own', rows: 3, dir: 'auto', 'aria-describedby': 'notes-own-what' });
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly go: HTMLButtonElement;
  private base: Sheet;

  constructor(
    private readonly handle: string,
    private readonly view: NotesView,
    private readonly actions: CardActions,
  ) {
    const { words, notes } = view;
    this.list = new NotesList(view);
    this.go = element('button', { class: 'btn' }, words.text('desk.notes.save.own'));
    const form = element(
      'form',
      { autocomplete: 'off' },
      this.list.place,
      element('label', { for: 'notes-own' }, words.text('desk.notes.new.own')),
      this.note,
      this.go,
      this.status,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
    this.place = element(
      'section',
      { class: 'card own-notes' },
      element('h2', {}, words.text('desk.notes.own')),
      element('p', { class: 'note', id: 'notes-own-what' }, words.text('desk.notes.own.what')),
      notes.isClosed(handle, true) ? element('p', {}, words.text('desk.notes.closed')) : form,
    );
    this.base = notes.own(handle);
    this.list.show(this.base.notes);
  }

  /** Takes in what this member saved in another browser. */
  takeIn(): void {
    if (this.go.disabled) return;
    this.base = this.view.notes.own(this.handle);
    this.list.show(this.base.notes);
  }

  private async save(): Promise<void> {
    const { words, notes } = this.view;
    const { base, handle } = this;
    const typed = this.note.value;
    const mine = { ...base, notes: [...this.list.value, ...noteOf(typed, notes.member)] };
    this.go.disabled = true;
    this.status.textContent = '';
    const { saved, sentence } = await saveAndSay({ notes, handle, own: true, base, mine }, words, this.actions.failure);
    this.go.disabled = false;
    this.status.textContent = sentence;
    if (!saved) return;
    if (this.note.value === typed) this.note.value = '';
    this.base = saved.sheet;
    this.list.show(saved.sheet.notes);
  }
}
