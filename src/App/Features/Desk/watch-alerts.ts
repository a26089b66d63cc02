// The top of the desk's list: reports whose reporters told that something was done to them, until they have been written to.
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Facts } from './facts.ts';
import type { DeskReport } from './opened-desk.ts';
import { addressOf } from './report-list.ts';
import { alertsOf } from './watch-view.ts';

/** Fills the place; it stays hidden while there is nothing. Titles do not stand here, since a report may be in a group that nobody has checked. */
export function showAlerts(place: HTMLElement, reports: readonly DeskReport[], words: Words, facts: Facts): void {
  const rows = reports.flatMap((report) => {
    const [first] = alertsOf(report);
    return first ? [{ report, hour: first.hour }] : [];
  });
  const names = rows.map(({ report, hour }) => `${report.handle}.${hour}`).join(' ');
  // Drawn anew only when it says something else: it is read out when it changes.
  if (place.dataset['shown'] === names) return;
  place.dataset['shown'] = names;
  place.hidden = rows.length === 0;
  if (rows.length === 0) {
    place.replaceChildren();
    return;
  }
  place.replaceChildren(
    element('p', {}, element('strong', {}, words.text('desk.watch.alert'))),
    element(
      'ul',
      {},
      ...rows.map(({ report, hour }) =>
        element('li', {}, element('a', { href: addressOf(report) }, words.text('desk.watch.told', { day: facts.day(hour) }))),
      ),
    ),
  );
}
