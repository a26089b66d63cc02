// The list of cases: one row each, found by status and by what their titles say.
import { button, element } from '../../../Components/Dom/element.ts';
import { ListWindow } from '../list-window.ts';
import type { CaseEntry, CaseIndex } from './case-api.ts';
import { rolesFor } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { choice, searchField } from './fields.ts';

type Show = 'all' | 'open' | 'closed' | 'mine' | 'overdue';

const shown: Readonly<Record<Show, (entry: CaseEntry) => boolean>> = {
  all: () => true,
  open: ({ status }) => status === 'open',
  closed: ({ status }) => status === 'closed',
  mine: ({ mine }) => mine,
  overdue: ({ overdue }) => overdue > 0,
};

/** What is chosen stays while the desk is open, also on the way back from a case. */
let chosen: Show = 'all';

/** Draws the list. */
export function caseListView(view: CaseView, index: CaseIndex): HTMLElement {
  const { words, titles } = view;
  const of = index.cases.length;
  const options = (Object.keys(shown) as Show[]).map((show) => ({
    value: show,
    text: words.text(show === 'all' ? 'desk.show.all' : `desk.case.show.${show}`),
  }));
  const show = choice('show', words.text('desk.find.show'), options, true);
  show.select.options[0]!.remove();
  show.select.value = chosen;
  const search = searchField('search', words.text('desk.find.label'), words.text('desk.find.note'));
  const place = element('div', { class: 'case-rows' });
  const window = new ListWindow(place);
  const found = element('p', { role: 'status' });
  const draw = (): void => {
    chosen = show.value() as Show;
    const holds = titles.finder(search.value());
    const entries = index.cases.filter((entry) => shown[chosen](entry) && holds(entry));
    const opened = search.value().trim() === '' ? of : titles.opened(index.cases);
    found.textContent = [
      ...(of === 0 ? [] : [words.text('desk.case.count', { n: entries.length })]),
      ...(opened < of ? [words.text('desk.opening.state', { n: opened, all: of })] : []),
    ].join(' ');
    if (entries.length > 0) window.show((into) => rows(into, entries, view));
    else if (of === 0) window.say(element('p', { class: 'none' }, words.text('desk.case.none')));
    else
      window.say(
        element('p', { class: 'none' }, words.text('desk.find.none')),
        button(words.text('desk.find.all'), showAll, { class: 'btn' }),
      );
  };
  const showAll = (): void => {
    search.input.value = '';
    show.select.value = 'all';
    draw();
    search.input.focus();
  };
  show.select.addEventListener('change', draw);
  search.input.addEventListener('input', draw);
  const answers = (): void => {
    if (search.value().trim() !== '') draw();
  };
  void titles.openAll(index.cases, answers, () => place.isConnected);
  place.addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (by === null) return;
    event.preventDefault();
    window.move(by);
  });
  draw();
  const mayOpen = rolesFor('case-opened', view.rules, view.roles).length > 0;
  return element(
    'div',
    {},
    element('h1', { tabindex: -1 }, words.text('desk.case.title')),
    index.fault !== null &&
      element(
        'div',
        { role: 'alert', class: 'card warn' },
        element('p', {}, words.text('desk.case.log-fault')),
        element('p', { lang: 'en' }, index.fault),
      ),
    index.missing > 0 && element('p', { role: 'alert', class: 'card warn' }, words.text('desk.case.missing', { n: index.missing })),
    element(
      'div',
      { class: 'case-bar' },
      search.node,
      show.node,
      mayOpen && element('a', { class: 'btn main', href: '/desk/cases/open' }, words.text('desk.case.new')),
    ),
    found,
    place,
    witnessesOf(index, view),
  );
}

/** Who else would notice if something were taken out of the log. */
function witnessesOf({ witnesses, entries }: CaseIndex, { words }: CaseView): HTMLElement {
  const lines = witnesses.map(({ name, entries: n, at }) =>
    element(
      'li',
      {},
      n === null || at === null ? words.text('desk.case.unseen', { name }) : words.text('desk.case.seen', { name, n, day: words.day(at) }),
    ),
  );
  return element(
    'details',
    { class: 'witnesses' },
    element('summary', {}, words.text('desk.case.witnesses', { n: entries })),
    element('ul', {}, ...lines),
  );
}

function* rows(into: HTMLElement, entries: readonly CaseEntry[], view: CaseView): Generator<HTMLAnchorElement> {
  for (const entry of entries) {
    const row = rowOf(entry, view);
    into.append(row);
    yield row;
  }
}

function rowOf(entry: CaseEntry, view: CaseView): HTMLAnchorElement {
  const { words } = view;
  const title = element('span', { class: 'title', dir: 'auto' });
  const say = (text: string | null | undefined): void => {
    title.textContent = text === undefined ? words.text('desk.case.no-title') : (text ?? words.text('desk.case.sealed.bad'));
  };
  const known = view.titles.of(entry);
  say(known);
  if (known === undefined) void view.titles.open(entry).then(say);
  const facts = [
    words.text(`desk.case.status.${entry.status}`),
    words.text('desk.case.allegations', { n: entry.allegations }),
    entry.mine && words.text('desk.case.mine'),
  ].filter(Boolean);
  const { next } = entry;
  return element(
    'a',
    { class: 'row', href: `/desk/cases/${entry.id}`, tabindex: -1 },
    title,
    element('time', {}, words.day(entry.opened)),
    element('small', {}, facts.join(' · ')),
    entry.overdue > 0 && element('small', { class: 'due' }, words.text('desk.case.overdue', { n: entry.overdue })),
    entry.letters > 0 && element('small', { class: 'mark' }, words.text('desk.case.letters.waiting', { n: entry.letters })),
    next && element('small', { class: next.due === null ? '' : 'next' }, nextOf(next, view)),
  );
}

const nextOf = ({ due }: { readonly due: string | null }, { words }: CaseView): string =>
  due === null ? words.text('desk.case.next.now') : words.text('desk.case.next', { day: words.day(due) });
