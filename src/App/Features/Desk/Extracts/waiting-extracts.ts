// Above the list: that extracts wait for this member to look at them, and the way to the first.
import { element } from '../../../Components/Dom/element.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { DeskReport } from '../opened-desk.ts';
import { addressOf } from '../report-list.ts';
import type { OpenExtracts } from './open-extracts.ts';

export function showWaiting(place: HTMLElement, extracts: OpenExtracts, reports: readonly DeskReport[], words: Words): void {
  const waiting = extracts.waiting().flatMap(({ handle }) => reports.find((report) => report.handle === handle) ?? []);
  place.hidden = waiting.length === 0;
  place.replaceChildren(
    ...(waiting.length === 0 ? [] : [element('a', { href: addressOf(waiting[0]!) }, words.count('desk.extract.waiting', waiting.length))]),
  );
}
