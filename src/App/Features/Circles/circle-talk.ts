// What was said in a circle, who is in it and whose turn it is, as both sides show it.
import type { Circle, Said, Seated } from '../../../Escrow/Circles/circle.ts';
import { hoursOf } from '../../../Escrow/Circles/circle-entry.ts';
import { Act, turnHours } from '../../../Escrow/Circles/turns.ts';
import { hourOf } from '../../../Escrow/hour.ts';
import { element } from '../../Components/Dom/element.ts';

/** The sentences of one side's pages. */
export interface TalkTexts {
  readonly you: string;
  readonly who: (names: string) => string;
  readonly ownTurn: (day: string) => string;
  readonly turn: (name: string, day: string) => string;
  readonly passed: string;
  readonly left: string;
  readonly wantsEnd: string;
  readonly nothing: string;
  readonly unread: string;
  readonly broken: string;
  /** The organisation's name, which stands behind the advocate's. */
  readonly organisation: string;
  readonly day: (hour: string) => string;
  readonly list: (names: readonly string[]) => string;
}

/** Whether the own seat has the turn. */
export const hasTurn = ({ turns, own, isBroken }: Circle, now: Date): boolean =>
  !isBroken && turns.hasRoom && turns.turnAt(hoursOf(hourOf(now))!).seat === own;

/** The circle above the field to write. @param looks classes of the page: of the list, and of the line that says who is in it. */
export function talkOf(circle: Circle, now: Date, texts: TalkTexts, looks: { readonly list: string; readonly who: string }): HTMLElement[] {
  const { seats, said, turns, own, isBroken } = circle;
  const name = (seat: number) => nameOf(seats[seat]!, own, texts);
  const { seat, since } = turns.turnAt(hoursOf(hourOf(now))!);
  const until = texts.day(hourOf(new Date((since + turnHours) * 3_600_000)));
  const turn = seat === own ? texts.ownTurn(until) : texts.turn(name(seat), until);
  return [
    element('p', { class: looks.who }, texts.who(texts.list(turns.order.map(name)))),
    said.length === 0
      ? element('p', {}, texts.nothing)
      : element('ol', { class: looks.list, 'data-talk': true }, ...said.map((one) => itemOf(one, own, name, texts))),
    isBroken
      ? element('p', { class: 'notice care', role: 'alert' }, texts.broken)
      : element('p', { 'data-turn': true }, element('strong', {}, turn)),
  ];
}

/** Own is own; the advocate's name has the organisation's behind it. No name has brackets, so no member can pass for the advocate, or for the reader. */
function nameOf({ seat, name }: Seated, own: number, { you, organisation }: TalkTexts): string {
  if (seat === own) return you;
  if (seat === 0) return `${name} (${organisation})`;
  return name.normalize('NFKC').toLowerCase() === you.toLowerCase() ? `${name} (${seat})` : name;
}

function itemOf({ author, act, hour, text }: Said, own: number, name: (seat: number) => string, texts: TalkTexts): HTMLElement {
  const words = act === Act.leave ? texts.left : act === Act.end ? texts.wantsEnd : text === '' ? texts.passed : (text ?? texts.unread);
  const from = element('b', { dir: 'auto' }, `${name(author)}, ${texts.day(hour)}`);
  return element('li', author === own ? { class: 'own ours' } : { class: 'theirs' }, from, element('p', { dir: 'auto' }, words));
}
