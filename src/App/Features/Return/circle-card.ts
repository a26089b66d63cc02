// Whether she wants to meet others in a circle: the question, and what became of it
// (docs/adr/0048-a-circle-is-sealed-to-those-who-are-there.md). Comes with every opened report, so that its coming tells nothing.
import { type AskedCircle, circlesIn } from '../../../Escrow/Messages/circles.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { notThere } from '../Write/texts.ts';
import type { Shown } from './report-card.ts';
import type { OpenedReport } from './visit.ts';

/** One question with what the pages to answer it, and the circle, need. */
export interface Asking {
  readonly report: OpenedReport;
  readonly asked: AskedCircle;
  /** The name of the organisation that asks. */
  readonly organisation: string;
  readonly shown: Shown;
}

export function showCircles(card: HTMLElement, report: OpenedReport, organisation: string, shown: Shown) {
  // In another report of hers she may have said no, for good, or sit in this very circle: her keys for it would be the same ones.
  const others = shown.visit.reports.filter(({ handle }) => handle !== report.handle).flatMap((other) => circlesIn(other.messages));
  const isSpent = ({ circle, answered }: AskedCircle) =>
    answered === null && others.some((other) => other.answered?.said === 'no' || (other.circle === circle && other.answered !== null));
  const standing = circlesIn(report.messages).filter((asked) => !isSpent(asked));
  const sections = standing.map((asked) =>
    element(
      'section',
      { class: 'thread', 'data-circle': asked.circle },
      element('h3', {}, shown.text(asked.answered === null ? 'circle.title' : 'circle.yours')),
      ...contentOf({ report, asked, organisation, shown }),
    ),
  );
  card.querySelector('[data-about]')?.after(...sections.reverse());
}

function contentOf(asking: Asking): HTMLElement[] {
  const { asked, organisation, shown } = asking;
  const { text } = shown;
  const { answered, state } = asked;
  const answer = (label: string, said: 'yes' | 'no') =>
    opener(text(label), asking, async () => (await import('./circle-answering.ts')).circleAnswerPage(asking, said));
  const says = (id: string) => element('p', {}, text(id));
  if (answered === null && state !== null) return [says('circle.off')];
  if (answered === null)
    return [
      element('p', {}, text('circle.what', { organisation, n: asked.others })),
      element('ol', { class: 'letters' }, element('li', { dir: 'auto' }, asked.text)),
      element('p', {}, text('circle.how', { organisation })),
      element('p', {}, text('circle.seen')),
      element('p', {}, text('circle.free', { organisation })),
      answer('circle.said.yes', 'yes'),
      answer('referral.no', 'no'),
      mendOf(),
    ];
  const opens = (label: string) => opener(text(label), asking, async () => (await import('./circle-page.ts')).circlePage(asking));
  // News that it is open go only to who has a seat: a no that came too late for the beginning leaves by the page of the circle.
  if (answered.said === 'no') return state === 'open' ? [says('circle.begun'), opens('circle.open'), mendOf()] : [says('circle.no.final')];
  if (state === 'off') return [says('circle.off')];
  // Whether it is so, the site says, and not whoever has the organisation's key.
  if (state === 'closed') return [says('circle.closed'), opens('circle.again'), mendOf()];
  if (state === null) return [says('circle.waits'), answer('circle.take-back', 'no'), mendOf()];
  return [says('circle.begun'), opens('circle.open'), mendOf()];
}

const mendOf = () => element('p', { class: 'mend', role: 'alert' });

/** A button that opens a page. */
function opener(label: string, { shown }: Asking, page: () => Promise<HTMLElement>): HTMLElement {
  const made = button(label, () => void open(), { class: 'quiet' });
  const open = async () => {
    if (made.getAttribute('aria-busy') === 'true') return;
    made.setAttribute('aria-busy', 'true');
    try {
      const opened = await page();
      if (shown.isOpen()) shown.showPage(opened);
    } catch (e) {
      (made.parentElement?.querySelector('.mend') as HTMLElement).textContent = shown.text(notThere(e) ?? 'later.offline');
    } finally {
      made.removeAttribute('aria-busy');
    }
  };
  return made;
}
