// The watch on retaliation of one report: which questions are due, what was answered, and what nobody has seen to. Her page
// and the desk both work it out here, from the thread alone (docs/adr/0041-the-watch-is-worked-out-in-her-browser.md).
import { hourOf, parseHour } from '../hour.ts';
import type { Message } from './message.ts';
import { type WatchAnswer, type WatchDay, watchDays } from './message-kind.ts';

/** What the days are counted from. */
export interface Watched {
  /** The hour at which the newest version came, if she sent it directly; null where it was held. */
  readonly direct: string | null;
  /** The thread, in order of arrival. */
  readonly messages: readonly Message[];
}

/** An answer in the thread. */
export interface Answered {
  /** Of the message, base64url. */
  readonly id: string;
  readonly hour: string;
  /** As she sent it. */
  readonly text: string;
  readonly answer: WatchAnswer;
  /** The hour at which the organisation wrote about it; null where it has not. */
  readonly seen: string | null;
}

export interface Question {
  readonly day: WatchDay;
  /** From when it is due. */
  readonly due: string;
  /** `silent`: it is or was due, and nobody answered. */
  readonly state: 'later' | 'silent' | 'answered';
  /** Newest last; several where she said more. */
  readonly answers: readonly Answered[];
}

export interface Watch {
  /** The hour from which days are counted; null where nobody can be asked yet. */
  readonly since: string | null;
  /** All four, or none where there is no `since`. */
  readonly questions: readonly Question[];
  /** What she told without being asked, oldest first. */
  readonly unasked: readonly Answered[];
  /** The question that her page asks now; null where it asks none. */
  readonly asked: WatchDay | null;
  /** Answers that something was done and that the organisation has not written about, oldest first. */
  readonly alerts: readonly Answered[];
}

const msInHour = 3_600_000;

export function watchOf({ direct, messages }: Watched, now: Date): Watch {
  const answers = answersIn(messages);
  const since = sinceOf(direct, messages, answers);
  const alerts = answers.filter(isAlert);
  if (since === null) return { since, questions: [], unasked: answers, asked: null, alerts };
  const questions = watchDays.map((day): Question => {
    const due = hourOf(new Date((parseHour(since) as Date).getTime() + Number(day) * 24 * msInHour));
    const own = answers.filter(({ answer }) => answer.asked === day);
    const state = own.length > 0 ? 'answered' : due <= hourOf(now) ? 'silent' : 'later';
    return { day, due, state, answers: own };
  });
  const last = [...questions].reverse().find(({ due }) => due <= hourOf(now));
  const asked = last?.state === 'silent' ? last.day : null;
  return { since, questions, unasked: answers.filter(({ answer }) => answer.asked === null), asked, alerts };
}

/** The alerts of a thread alone: a desk asks this of ten thousand reports at once, and needs no days for it. */
export const alertsIn = (messages: readonly Message[]): readonly Answered[] => answersIn(messages).filter(isAlert);

/**
 * Whether all that the organisation has not answered says that nothing was done, or that she would rather not say: then nobody waits
 * for words. It has to have written before, since who was never written to waits for that.
 */
export function asksNothing(messages: readonly Message[]): boolean {
  const open = messages.slice(messages.map(({ direction }) => direction).lastIndexOf(1) + 1);
  const isQuiet = (message: Message) =>
    message.refused === undefined &&
    ((message.kind?.kind === 'watch-answer' && message.kind.said !== 'something') || message.kind?.kind === 'circle-answer');
  return open.length > 0 && open.length < messages.length && open.every(isQuiet);
}

const isAlert = ({ answer, seen }: Answered): boolean => answer.said === 'something' && seen === null;

/** What she answered in a thread, oldest first. */
export function answersIn(messages: readonly Message[]): Answered[] {
  if (!messages.some((message) => message.refused === undefined && message.kind)) return [];
  const seen = new Map<string, string>();
  for (const message of messages) {
    if (message.refused === undefined && message.kind?.kind === 'watch-seen' && !seen.has(message.kind.answer)) {
      seen.set(message.kind.answer, message.hour);
    }
  }
  return messages.flatMap((message) => {
    if (message.refused !== undefined || message.kind?.kind !== 'watch-answer') return [];
    const { id, hour, text, kind } = message;
    return [{ id, hour, text, answer: kind, seen: seen.get(id) ?? null }];
  });
}

function sinceOf(direct: string | null, messages: readonly Message[], answers: readonly Answered[]): string | null {
  const first = messages.find((message) => message.refused === undefined && message.direction === 1);
  const hours = [direct, first?.refused === undefined ? first?.hour : null, ...answers.map(({ answer }) => answer.since)];
  return hours.filter((hour) => typeof hour === 'string' && parseHour(hour) !== null).sort()[0] ?? null;
}
