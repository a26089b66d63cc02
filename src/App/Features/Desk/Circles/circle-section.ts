// The part of a group's page that is about a circle: asking, who answered what, beginning, and the circle itself for the one who keeps it.

import { isCircleName, longestCircleName } from '../../../../Sealing/circle-seat.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import { element } from '../../../Components/Dom/element.ts';
import type { Words } from '../../../Components/Texts/words.ts';
import type { Facts } from '../facts.ts';
import type { DeskReport, Section } from '../opened-desk.ts';
import { showTalk } from './circle-view.ts';
import { circlesOf, type GroupCircle, whomToAsk } from './group-circles.ts';
import { type CircleList, type KeptCircles, TooFew } from './kept-circles.ts';

/** What the section needs. */
export interface CircleView {
  readonly words: Words;
  readonly facts: Facts;
  /** The name of the organisation. */
  readonly organisation: string;
  readonly kept: KeptCircles;
  /** All of the desk. */
  readonly reports: readonly DeskReport[];
  /** Whether this member writes to reporters. */
  readonly answers: boolean;
  /** Takes what is new from the site and shows the group again. @param said a sentence about what was done. */
  readonly again: (said?: string) => Promise<void>;
  /** Takes what is new from the site, and gives all reports of the desk. */
  readonly fresh: () => Promise<readonly DeskReport[]>;
  /** A sentence for a failure. */
  readonly failure: (e: unknown) => string;
}

const mostAsked = 12;

/** The section; null where nobody was asked and fewer than two can be. It fills itself once the site has said which circles are the member's own. */
export function circleSection(section: Section, view: CircleView): HTMLElement | null {
  const asked = circlesOf(section);
  const open = whomToAsk(section, view.reports);
  const canAsk = view.answers && open.length >= 2;
  if (asked.length === 0 && !canAsk) return null;
  const { words } = view;
  const place = element('div', {});
  const made = element('section', { class: 'card', 'data-circles': true }, element('h2', {}, words.text('desk.circle.title')), place);
  const draw = (kept: CircleList | null) => {
    place.replaceChildren(
      ...asked.map((of) => blockOf(of, kept && (() => controlsOf(of, kept, view)), view)),
      ...(canAsk && kept ? [element('details', {}, element('summary', {}, words.text('desk.circle.ask-for')), askForm(open, view))] : []),
    );
  };
  // What can be done depends on whose a circle is: until that is known, there is only what was answered.
  draw(view.answers ? null : { circles: [], elsewhere: [] });
  if (view.answers) {
    view.kept.list().then(draw, (e: unknown) => place.append(element('p', { role: 'alert' }, view.failure(e))));
  }
  return made;
}

function blockOf(of: GroupCircle, controls: (() => HTMLElement[]) | null, view: CircleView): HTMLElement {
  const { words, facts } = view;
  const rows = of.all.map(({ report, asked }) => {
    const { answered, hour } = asked;
    const said =
      answered === null
        ? words.text('desk.circle.waits', { day: facts.day(hour) })
        : words.text(answered.said === 'yes' ? 'desk.circle.yes' : 'desk.circle.no', { day: facts.day(answered.hour) });
    return element('li', {}, element('b', { dir: 'auto' }, facts.title(report)), element('p', { class: 'note' }, said));
  });
  return element('div', { 'data-circle': of.circle }, element('ul', {}, ...rows), ...(controls?.() ?? []));
}

function controlsOf(of: GroupCircle, { circles, elsewhere }: CircleList, view: CircleView): HTMLElement[] {
  const { words } = view;
  const kept = circles.find(({ id }) => id === of.circle);
  const news = [words.text('desk.circle.news.closed'), words.text('desk.circle.news.off')] as const;
  // What the threads say may be a mistake, or somebody's doing: who keeps it reads on and can end it.
  if (!kept) {
    const isKept = elsewhere.includes(of.circle);
    if (!isKept && (of.state === 'closed' || of.state === 'off')) return [element('p', {}, news[0])];
    const note = element('p', {}, words.text('desk.circle.elsewhere'));
    const tell = () => view.kept.tellOver(of, ...news);
    return view.answers && !isKept && of.state === 'open' ? [note, action(view, 'desk.circle.tell-over', tell)] : [note];
  }
  const end = () => view.kept.end(kept, of, ...news);
  const ending = element(
    'details',
    {},
    element('summary', {}, words.text('desk.circle.end')),
    element('p', {}, words.text('desk.circle.end.what')),
    action(view, 'desk.circle.sure', end),
  );
  if (!kept.begun) {
    const agreed = of.all.filter(({ asked }) => asked.answered?.said === 'yes').length;
    return [agreed >= 2 ? beginForm(of, kept, view) : element('p', {}, words.text('desk.circle.need')), ending];
  }
  const session = view.kept.sessionOf(kept.id);
  if (session) return [showTalk(session, view), ending];
  return [
    passphraseForm(view, 'desk.circle.open', [], async (passphrase) => {
      const late = [words.text('desk.circle.news.open'), words.text('desk.circle.news.off')] as const;
      const untold = await view.kept.open(kept, of, passphrase, ...late);
      await view.again(untoldOf(untold, view));
      return '';
    }),
    ending,
  ];
}

function beginForm(of: GroupCircle, kept: CircleList['circles'][number], view: CircleView): HTMLElement {
  const { words } = view;
  const name = element('input', { id: 'circle-own-name', maxlength: longestCircleName, autocomplete: 'off', dir: 'auto' });
  const content = [
    element('p', { class: 'note' }, words.text('desk.circle.begin-with')),
    element('label', { for: name.id }, words.text('desk.circle.name')),
    name,
  ];
  return passphraseForm(view, 'desk.circle.begin', content, async (passphrase) => {
    const chosen = name.value.trim();
    if (!isCircleName(chosen)) {
      name.focus();
      return words.text('desk.circle.name');
    }
    const news = [words.text('desk.circle.news.open'), words.text('desk.circle.news.off')] as const;
    // Somebody may have taken a yes back since this was drawn.
    const now = circlesOf({ reports: await view.fresh() }).find(({ circle }) => circle === of.circle);
    if (!now) throw new TooFew();
    const { unread, untold } = await view.kept.begin(kept, now, chosen, passphrase, ...news);
    const said = [unread > 0 ? words.text('desk.circle.unread') : '', untoldOf(untold, view)].filter((part) => part !== '').join(' ');
    await view.again(said);
    return said;
  });
}

function askForm(open: readonly DeskReport[], view: CircleView): HTMLElement {
  const { words, facts } = view;
  const boxes = open.map((report, i) => ({
    report,
    box: element('input', { type: 'checkbox', id: `circle-ask-${i}`, checked: i < mostAsked }),
  }));
  const rows = boxes.map(({ report, box }) =>
    element('label', { for: box.id }, box, ' ', element('span', { dir: 'auto' }, facts.title(report))),
  );
  const field = element('textarea', { id: 'circle-ask', rows: 5, maxlength: 10_000, dir: 'auto', 'aria-describedby': 'circle-ask-note' });
  const content = [
    element('p', { class: 'note' }, words.text('desk.circle.what')),
    element('p', {}, words.text('desk.circle.risk')),
    element('fieldset', { class: 'whom' }, element('legend', {}, words.text('desk.circle.whom')), ...rows),
    element('label', { for: field.id }, words.text('desk.circle.write')),
    field,
    element('p', { id: 'circle-ask-note', class: 'note' }, words.text('desk.circle.note')),
    element('p', { class: 'note' }, words.text('desk.circle.passphrase')),
  ];
  return passphraseForm(view, 'desk.referral.ask', content, async (passphrase) => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ report }) => report);
    if (chosen.length < 2 || chosen.length > mostAsked) return words.text('desk.circle.how-many', { most: mostAsked });
    const text = [field.value.trim(), words.text('desk.circle.question')].filter((part) => part !== '').join('\n\n');
    await view.again(untoldOf(await view.kept.ask(chosen, text, passphrase), view));
    return '';
  });
}

/** A form that ends with the passphrase. @param act shows the group again where it was done; gives a sentence where it was not, or not to all. */
function passphraseForm(
  view: CircleView,
  go: 'desk.referral.ask' | 'desk.circle.begin' | 'desk.circle.open',
  content: readonly HTMLElement[],
  act: (passphrase: string) => Promise<string>,
): HTMLFormElement {
  const { words } = view;
  const id = `${go.replaceAll('.', '-')}-passphrase`;
  const field = element('input', {
    id,
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
  });
  const status = element('p', { class: 'status', role: 'status' });
  const press = element('button', { class: 'btn main' }, words.text(go));
  const label = element('label', { for: id }, words.text('desk.unlock.label'));
  const form = element('form', { class: 'answer', autocomplete: 'off' }, ...content, label, field, press, status);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.disabled = true;
    status.textContent = words.text('desk.unlock.busy');
    act(field.value)
      .then((said) => {
        status.textContent = said;
      })
      .catch((e: unknown) => {
        status.textContent = sentenceOf(e, view);
      })
      .finally(() => {
        press.disabled = false;
      });
  });
  return form;
}

function sentenceOf(e: unknown, { words, failure }: CircleView): string {
  if (e instanceof TooFew) return words.text('desk.circle.need');
  return e instanceof SealingError ? words.text('desk.circle.wrong') : failure(e);
}

/** What is said where news did not reach all; empty where they did. */
const untoldOf = (untold: number, { words }: CircleView): string => (untold > 0 ? words.text('desk.circle.untold', { n: untold }) : '');

/** A button that ends something, gives how many did not hear of it, and shows the group again. */
function action(view: CircleView, label: 'desk.circle.sure' | 'desk.circle.tell-over', act: () => Promise<number>): HTMLElement {
  const status = element('p', { class: 'status', role: 'status' });
  const press = element('button', { type: 'button', class: 'btn' }, view.words.text(label));
  press.addEventListener('click', () => {
    press.disabled = true;
    act()
      .then((untold) => view.again(untoldOf(untold, view)))
      .catch((e: unknown) => {
        status.textContent = view.failure(e);
      })
      .finally(() => {
        press.disabled = false;
      });
  });
  return element('div', {}, press, status);
}
