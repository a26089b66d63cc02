// Whether anything was done to her because she spoke: the question that is due, or the way to tell it unasked
// (docs/adr/0041-the-watch-is-worked-out-in-her-browser.md). Nothing here may tell whether a held report was released.
import type { WatchAnswer, WatchDay } from '../../../Escrow/Messages/message-kind.ts';
import { type Watch, watchOf } from '../../../Escrow/Messages/retaliation-watch.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { notThere } from '../Write/texts.ts';
import { dayOf } from './day-of.ts';
import type { Shown } from './report-card.ts';
import type { OpenedReport } from './visit.ts';

/** A report with its watch, as the card and the page to tell something on need them. */
export interface Watching {
  readonly report: OpenedReport;
  readonly watch: Watch;
  readonly organisation: string;
  readonly shown: Shown;
}

/** An answer in which nothing was done, or nothing is said. */
export const plainAnswer = (said: WatchAnswer['said'], asked: WatchDay | null, since: string | null): WatchAnswer => ({
  kind: 'watch-answer',
  asked,
  since,
  said,
  acts: [],
  other: false,
  when: null,
  wish: null,
});

export function showWatch(card: HTMLElement, report: OpenedReport, organisation: string, shown: Shown) {
  const place = card.querySelector('[data-watch]') as HTMLElement;
  const quorum = report.document?.quorum;
  // What nobody is ever to read cannot be told on to anybody either.
  if (quorum === undefined || quorum === 'keep') return;
  const watch = watchOf({ direct: quorum === 1 ? report.hour : null, messages: report.messages }, new Date());
  const watching: Watching = { report, watch, organisation, shown };
  place.hidden = false;
  if (watch.asked === null) {
    place.append(element('p', {}, shown.text('watch.any-time')), tellButton(watching, shown.text('watch.tell')), mendOf());
    return;
  }
  place.append(...question(place, watching, watch.asked));
  // It is asked first: what she wrote herself, she knows.
  card.querySelector('[data-about]')?.after(place);
}

/** Who can read what she tells, in a sentence. */
export function whoReads({ watch, organisation, shown }: Watching): string {
  return shown.text(watch.since === null ? 'watch.who.held' : 'watch.who', { organisation });
}

function question(place: HTMLElement, watching: Watching, asked: WatchDay): HTMLElement[] {
  const { watch, organisation, shown } = watching;
  const { text } = shown;
  const day = dayOf(watch.since ?? '', shown.questions.questionnaire.language);
  const answer = (label: string, said: 'nothing' | 'not-said'): HTMLElement => {
    const made = button(label, () => void sendPlain(made, place, watching, plainAnswer(said, asked, watch.since)), { class: 'quiet' });
    return made;
  };
  const postponed = () => {
    const said = element('p', { tabindex: -1 }, text('watch.any-time'));
    place.replaceChildren(...place.querySelectorAll('h3'), said, tellButton(watching, text('watch.tell')), mendOf());
    said.focus();
  };
  return [
    element('p', {}, element('strong', {}, text('watch.ask', { organisation, day }))),
    element('p', { class: 'why' }, text('watch.why')),
    element('p', { class: 'small' }, whoReads(watching)),
    answer(text('watch.nothing'), 'nothing'),
    tellButton(watching, text('watch.something')),
    answer(text('after.unsaid'), 'not-said'),
    button(text('watch.later'), postponed, { class: 'plain skip' }),
    mendOf(),
  ];
}

const mendOf = () => element('p', { class: 'mend', role: 'alert' });

function tellButton(watching: Watching, label: string): HTMLElement {
  const { shown } = watching;
  const made = button(label, () => void open(), { class: 'quiet' });
  const open = async () => {
    try {
      const { tellPage } = await import('./tell-page.ts');
      if (shown.isOpen()) shown.showPage(tellPage(watching));
    } catch (e) {
      (made.parentElement?.querySelector('.mend') as HTMLElement).textContent = shown.text(notThere(e) ?? 'later.offline');
    }
  };
  return made;
}

async function sendPlain(by: HTMLElement, place: HTMLElement, watching: Watching, answer: WatchAnswer) {
  if (by.getAttribute('aria-busy') === 'true') return;
  by.setAttribute('aria-busy', 'true');
  const words = watching.shown.text(answer.said === 'nothing' ? 'watch.said.nothing' : 'watch.said.not-said');
  let failed: string | null;
  try {
    const { sendAnswer } = await import('./answering.ts');
    failed = await sendAnswer(watching, answer, words);
  } catch (e) {
    failed = watching.shown.text(notThere(e) ?? 'messages.failed');
  }
  if (failed !== null) (place.querySelector('.mend') as HTMLElement).textContent = failed;
  by.removeAttribute('aria-busy');
}
