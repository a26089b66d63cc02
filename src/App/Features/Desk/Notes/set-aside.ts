// Spam and abuse of the form: set aside by one, out of the list once another has looked and says the same. Nothing is deleted.
import { hourOf } from '../../../../Escrow/hour.ts';
import type { SetAside } from '../../../../Escrow/Sheets/sheet.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import { type NotesView, whoIs } from './notes-words.ts';

/** What is so now, and what this member can do about it. @param choose saves another state. */
export function asidePart(aside: SetAside | null, view: NotesView, choose: (aside: SetAside | null) => void): HTMLElement {
  const { words, notes } = view;
  const act = (text: string, next: SetAside | null) => button(words.text(text), () => choose(next), { class: 'btn' });
  const part = (sentence: string, ...acts: HTMLElement[]) =>
    element('div', { class: 'aside' }, element('h3', {}, words.text('desk.notes.aside')), element('p', {}, sentence), ...acts);
  if (aside === null)
    return part(
      words.text('desk.notes.aside.what'),
      act('desk.notes.aside.say', { by: notes.member, hour: hourOf(new Date()), confirmed: null }),
    );
  const places = { who: whoIs(aside.by, view), day: view.facts.day(aside.hour) };
  if (aside.confirmed !== null)
    return part(
      words.text('desk.notes.aside.done', { ...places, other: whoIs(aside.confirmed, view) }),
      act('desk.notes.aside.back', null),
    );
  if (aside.by === notes.member) return part(words.text('desk.notes.aside.waits', places), act('desk.notes.aside.back', null));
  return part(
    words.text('desk.notes.aside.asks', places),
    act('desk.notes.aside.confirm', { ...aside, confirmed: notes.member }),
    act('desk.notes.aside.real', null),
  );
}
