// Notes as they were written, oldest first. A member can take out what is theirs: it goes when they save.
import type { SheetNote } from '../../../../Escrow/Sheets/sheet.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import { type NotesView, whoIs } from './notes-words.ts';

export class NotesList {
  readonly place = element('ul', { class: 'notes' });
  private readonly out = new Set<string>();
  private shown: readonly SheetNote[] = [];

  constructor(private readonly view: NotesView) {}

  show(notes: readonly SheetNote[]): void {
    this.shown = notes;
    const rows = notes.map((note) => this.row(note));
    this.place.replaceChildren(...rows);
    this.place.hidden = rows.length === 0;
  }

  /** Those that stay. */
  get value(): readonly SheetNote[] {
    return this.shown.filter((note) => !this.out.has(note.id));
  }

  private row(note: SheetNote): HTMLElement {
    const { words, facts, notes } = this.view;
    const row = element(
      'li',
      { class: this.out.has(note.id) ? 'out' : null },
      element('p', { class: 'by' }, `${whoIs(note.by, this.view)}, ${facts.day(note.hour)}`),
      element('p', { class: 'text', dir: 'auto' }, note.text),
    );
    if (note.by !== notes.member) return row;
    const turn = button(
      '',
      () => {
        if (!this.out.delete(note.id)) this.out.add(note.id);
        row.classList.toggle('out', this.out.has(note.id));
        say();
      },
      { class: 'small' },
    );
    const say = () => {
      turn.textContent = words.text(this.out.has(note.id) ? 'desk.notes.keep' : 'desk.notes.take-out');
    };
    say();
    row.append(turn);
    return row;
  }
}
