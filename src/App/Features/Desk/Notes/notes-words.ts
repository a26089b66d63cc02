// Sentences about members' notes, and the days in them.
import type { Sheet } from '../../../../Escrow/Sheets/sheet.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { Facts } from '../facts.ts';
import type { MemberNotes } from './member-notes.ts';

/** What the sentences are made with. */
export interface NotesView {
  readonly words: Words;
  readonly facts: Facts;
  readonly notes: MemberNotes;
  /** The day it is here, 2026-12-03. */
  readonly today: () => string;
}

/** "You", a colleague's name, or that it is somebody who has left. */
export function whoIs(id: string, { words, notes }: NotesView): string {
  if (id === notes.member) return words.text('desk.opened.you');
  return notes.colleagues.find((colleague) => colleague.id === id)?.name ?? words.text('desk.opened.former');
}

/** A day as an hour in it, for sentences that are made of hours. */
export const hourIn = (day: string): string => `${day}T12Z`;

/** The day it is at this computer. */
export function dayOf(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What a row tells of the team's notes. @param apart whether nothing may be told that hints at the contents. */
export function rowWords(sheet: Sheet, apart: boolean, view: NotesView): readonly string[] {
  const { words, facts } = view;
  const { labels, assigned, due, aside } = sheet;
  const day = due === null ? '' : facts.shortDay(hourIn(due));
  return [
    ...(apart || labels.length === 0 ? [] : [labels.join(' · ')]),
    ...(assigned === null ? [] : [words.text('desk.notes.row.assigned', { who: whoIs(assigned, view) })]),
    ...(due === null ? [] : [words.text(due < view.today() ? 'desk.notes.row.overdue' : 'desk.notes.row.due', { day })]),
    ...(aside === null ? [] : [words.text(aside.confirmed === null ? 'desk.notes.doubted' : 'desk.notes.aside')]),
  ];
}
