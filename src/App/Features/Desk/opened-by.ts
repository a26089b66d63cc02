// Who of the organisation has opened a report, and when.
import { element } from '../../Components/Dom/element.ts';
import type { DeskReading } from './desk-api.ts';
import type { DeskReport } from './opened-desk.ts';
import type { ReportView } from './report-view.ts';

/** A card that is filled once the site has told. @param ask fetches it. @param failure a sentence where that fails. */
export function openedByCard(
  report: DeskReport,
  view: ReportView,
  ask: (report: DeskReport) => Promise<readonly DeskReading[]>,
  failure: (e: unknown) => string,
): HTMLElement {
  const list = element('ul');
  ask(report)
    .then((readings) => list.append(...readings.map((reading) => element('li', {}, sentenceOf(reading, report, view)))))
    .catch((e: unknown) => list.append(element('li', {}, failure(e))));
  return element('section', { class: 'card' }, element('h2', {}, view.words.text('desk.opened.title')), list);
}

function sentenceOf({ name, own, version, givenHour, readHour }: DeskReading, report: DeskReport, { words, facts }: ReportView): string {
  const who = own ? words.text('desk.opened.you') : (name ?? words.text('desk.opened.former'));
  const sentence =
    readHour === null
      ? words.text('desk.opened.given', { who, day: facts.day(givenHour) })
      : words.text('desk.opened.read', { who, day: facts.day(readHour) });
  return version === report.answer.version ? sentence : `${sentence} ${words.count('desk.report.version', version)}`;
}
