// What an organisation asks her about sending parts of her report to an institution: the question, and what became of it
// (docs/adr/0045-a-referral-is-her-own-new-report.md). Fetched with every opened report; without it the question stands in the thread.
import '../Write/Bundled/envelopes.ts';
import '../Write/Bundled/shown.ts';
import { type AskedReferral, referralsIn, standingReferrals } from '../../../Escrow/Messages/referrals.ts';
import { toBase64Url } from '../../../Sealing/wire.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { notThere } from '../Write/texts.ts';
import { dayOf } from './day-of.ts';
import type { Shown } from './report-card.ts';
import type { OpenedReport } from './visit.ts';

// In the same file, as both are fetched at the same moment: a file of its own would cost more in headers than it says.
export { showCircles } from './circle-card.ts';

/** What she says, in a sentence. */
export const saidTexts = { yes: 'referral.said.yes', no: 'referral.said.no', 'not-now': 'referral.said.not-now' } as const;

/** One question with what the pages to answer it need. */
export interface Referring {
  readonly report: OpenedReport;
  readonly asked: AskedReferral;
  /** The name of the organisation that asks. */
  readonly organisation: string;
  /** The name of the institution. */
  readonly institution: string;
  readonly shown: Shown;
}

export function showReferrals(card: HTMLElement, report: OpenedReport, organisation: string, shown: Shown) {
  const sections: HTMLElement[] = [];
  for (const asked of standingReferrals(referralsIn(report.messages))) {
    const institution = shown.visit.manifest.organisations.find((o) => o.id === asked.institution && o.kind === 'institution');
    // Of one that nobody vouches for there is only what they wrote, in the thread.
    if (!institution) continue;
    const referring = { report, asked, organisation, institution: institution.name, shown };
    const sent = sentFor(referring);
    if (sent) card.querySelector('[data-readers="back"]')?.append(readerOf(sent, referring));
    sections.push(element('section', { class: 'thread', 'data-referral': asked.ask }, ...contentOf(referring, sent)));
  }
  card.querySelector('[data-about]')?.after(...sections);
}

/**
 * Her report for the institution that came of what was asked about this report, whichever ask it answered; undefined where there is none, or it was
 * taken back.
 */
export function sentFor({ report, asked, shown }: Pick<Referring, 'report' | 'asked' | 'shown'>): OpenedReport | undefined {
  const asks = referralsIn(report.messages).filter(({ institution }) => institution === asked.institution);
  return shown.visit.reports.find(({ document }) => {
    if (!document?.referred || document.organisation !== asked.institution) return false;
    const answers = toBase64Url(document.referred.ask);
    return asks.some(({ ask }) => ask === answers);
  });
}

const readerOf = (sent: OpenedReport, { institution, shown }: Referring): HTMLElement =>
  element('li', {}, shown.text('referral.reader', { institution, day: dayOf(sent.hour, shown.questions.questionnaire.language) }));

function contentOf(referring: Referring, sent: OpenedReport | undefined): HTMLElement[] {
  const { asked, organisation, institution, shown } = referring;
  const { text } = shown;
  const title = element('h3', {}, text('referral.title', { institution }));
  const { answered } = asked;
  if (sent && answered?.said !== 'yes') {
    const day = dayOf(sent.hour, shown.questions.questionnaire.language);
    const tell = opener(text('referral.tell', { organisation }), referring, ({ wordsPage }) => wordsPage(referring, 'yes'));
    return [title, element('p', {}, text('referral.untold', { institution, organisation, day })), tell, mendOf()];
  }
  if (answered !== null) {
    const said = element('p', {}, text('referral.answered', { said: text(saidTexts[answered.said], { institution }) }));
    if (answered.said === 'yes') return [title, said];
    const again = button(text('referral.again'), () => again.replaceWith(...answers(referring)), { class: 'plain skip' });
    return [title, said, again];
  }
  return [
    title,
    element('p', {}, text('referral.asks', { organisation })),
    element('ol', { class: 'letters' }, element('li', {}, asked.text)),
    element('p', {}, text('referral.what', { institution })),
    element('p', { class: 'small' }, text('referral.free')),
    ...answers(referring),
  ];
}

/** Three answers, each as large as the others. */
function answers(referring: Referring): HTMLElement[] {
  const { text } = referring.shown;
  return [
    opener(text('referral.yes'), referring, ({ partsPage }) => partsPage(referring)),
    opener(text('referral.no'), referring, ({ wordsPage }) => wordsPage(referring, 'no')),
    opener(text('watch.later'), referring, ({ wordsPage }) => wordsPage(referring, 'not-now')),
    mendOf(),
  ];
}

const mendOf = () => element('p', { class: 'mend', role: 'alert' });

/** A button that opens the page of an answer. */
function opener(
  label: string,
  { shown }: Referring,
  page: (pages: typeof import('./referral-page.ts')) => HTMLElement | Promise<HTMLElement>,
): HTMLElement {
  const made = button(label, () => void open(), { class: 'quiet' });
  const open = async () => {
    try {
      const opened = await page(await import('./referral-page.ts'));
      if (shown.isOpen()) shown.showPage(opened);
    } catch (e) {
      (made.parentElement?.querySelector('.mend') as HTMLElement).textContent = shown.text(notThere(e) ?? 'later.offline');
    }
  };
  return made;
}
