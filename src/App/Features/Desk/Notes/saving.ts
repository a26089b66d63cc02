// A card of notes saves when asked to, and says in a sentence what came of it. What was typed stays until it is saved.

import { hourOf } from '../../../../Escrow/hour.ts';
import type { Sheet, SheetNote } from '../../../../Escrow/Sheets/sheet.ts';
import { randomBytes } from '../../../../Sealing/random.ts';
import { MalformedError, toBase64Url } from '../../../../Sealing/wire.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { MemberNotes, Saved } from './member-notes.ts';

/** A new note; nothing where no word was typed. */
export function noteOf(text: string, member: string): readonly SheetNote[] {
  const said = text.trim();
  return said === '' ? [] : [{ id: toBase64Url(randomBytes(16)), by: member, hour: hourOf(new Date()), text: said }];
}

/** What a save is made of. */
export interface Save {
  readonly notes: MemberNotes;
  readonly handle: string;
  readonly own: boolean;
  readonly base: Sheet;
  readonly mine: Sheet;
}

/** What came of it, in words; without `saved` where nothing was saved. */
export interface Outcome {
  readonly saved: Saved | null;
  readonly sentence: string;
}

/** @param failure a sentence for what a call or a key refused. */
export async function saveAndSay(
  { notes, handle, own, base, mine }: Save,
  words: Words,
  failure: (e: unknown) => string,
): Promise<Outcome> {
  try {
    const saved = await notes.save(handle, own, base, mine);
    return { saved, sentence: sentenceOf(saved, own, words) };
  } catch (e) {
    const tooLong = e instanceof RangeError || e instanceof MalformedError;
    return { saved: null, sentence: tooLong ? words.text('desk.notes.too-long') : failure(e) };
  }
}

function sentenceOf({ met, kept, leftOut }: Saved, own: boolean, words: Words): string {
  return [
    words.text(own ? 'desk.notes.saved.own' : 'desk.notes.saved'),
    ...(met ? [words.text('desk.notes.met')] : []),
    ...kept.map((name) => words.text(`desk.notes.kept.${name}`)),
    ...(leftOut.length > 0 ? [words.text('desk.notes.left-out', { labels: words.list(leftOut) })] : []),
  ].join(' ');
}
