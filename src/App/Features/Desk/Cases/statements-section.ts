// What another employer may be told: a form where the case has something to tell, and the statements that were given.
import { button, element } from '../../../Components/Dom/element.ts';
import type { StatementGiven } from './case-state.ts';
import type { CaseView } from './case-view.ts';
import { checks, choice, nameField } from './fields.ts';
import type { RecordForm } from './record-form.ts';
import type { Refs } from './refs.ts';
import { saveFile } from './save-file.ts';
import { daysFor, giveStatement, sentences, statementFile, type Telling, tellings } from './statements.ts';

export interface StatementActions {
  readonly refs: () => Refs;
  /** Fetches the case anew and shows it. */
  readonly refresh: () => Promise<void>;
  readonly form: RecordForm;
}

/** The part of the page; hidden while nothing may be told and nothing was. What is typed in it stays until what may be told changes. */
export function statementsSection(view: CaseView, actions: StatementActions): { node: HTMLElement; draw: () => void } {
  const { words } = view;
  const given = element('div');
  const forms = element('div');
  const says = element('div', { role: 'status' });
  const node = element(
    'section',
    { class: 'card part', 'aria-labelledby': 'following-title', hidden: true },
    element('h2', { id: 'following-title' }, words.text('desk.case.following.title')),
    element('p', { class: 'note' }, words.text('desk.case.following.note')),
    given,
    says,
    forms,
  );
  let isBusy = false;
  const doing = async (act: () => Promise<HTMLElement | null>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    says.replaceChildren();
    try {
      const said = await act();
      if (said) says.replaceChildren(said);
    } catch (e) {
      says.replaceChildren(view.failure(e));
    } finally {
      isBusy = false;
    }
  };
  const save = async (number: string): Promise<HTMLElement | null> => {
    const refs = actions.refs();
    const one = refs.answer.state.statements.find(({ statement }) => statement === number);
    const file = one && (await statementFile(view, refs, one));
    if (!file) return element('p', { class: 'card warn' }, words.text('desk.case.sealed.gone'));
    saveFile(`statement-${refs.answer.id.slice(0, 8)}-${number}.json`, [file]);
    return null;
  };
  const make = (telling: Telling, chosen: { person: string; restsOn: readonly string[]; days: number }): Promise<void> =>
    doing(async () => {
      const role = roleHere(view, actions.refs());
      if (role === null) return null;
      const number = await giveStatement(view, actions.refs(), role, { telling, ...chosen });
      await actions.refresh();
      const who = actions.refs().person(telling.respondent);
      return (await save(number)) ?? element('p', { class: 'card' }, words.text('desk.case.following.made', { who }));
    });
  let shown = '';
  const draw = (): void => {
    const refs = actions.refs();
    const mayTell = roleHere(view, refs) === null ? [] : tellings(refs);
    const { statements } = refs.answer.state;
    node.hidden = mayTell.length === 0 && statements.length === 0;
    const mayWithdraw = actions.form.offers('statement-withdrawn');
    const rows = statements.map((one) =>
      row(view, refs, one, mayWithdraw ? actions.form : null, () => void doing(() => save(one.statement))),
    );
    given.replaceChildren(...(rows.length > 0 ? [element('ul', {}, ...rows)] : []));
    const now = JSON.stringify([mayTell, refs.answer.state.statementWording]);
    if (now === shown) return;
    shown = now;
    forms.replaceChildren(...mayTell.map((telling) => tellingForm(view, refs, telling, (chosen) => void make(telling, chosen))));
  };
  return { node, draw };
}

function row(view: CaseView, refs: Refs, given: StatementGiven, form: RecordForm | null, save: () => void): HTMLElement {
  const { words } = view;
  const { statement, withdrawn } = given;
  const isOver = given.until < refs.answer.state.day;
  const said = { statement, who: refs.person(given.respondent), day: words.day(given.until) };
  return element(
    'li',
    {},
    words.text('desk.case.following.given', said),
    withdrawn !== null && element('span', { class: 'chip warm' }, words.text('desk.case.following.withdrawn')),
    withdrawn === null && isOver && element('span', { class: 'chip' }, words.text('desk.case.following.over')),
    element(
      'p',
      {},
      // Whoever is asked for "the statement" hands out what can be saved; nobody can tell from the file that it was withdrawn.
      withdrawn === null && !isOver && button(words.text('desk.case.following.save', { statement }), save, { class: 'btn' }),
      ' ',
      withdrawn === null &&
        form !== null &&
        button(words.text('desk.case.following.withdraw', { statement }), () => form.begin('statement-withdrawn', { statement }), {
          class: 'btn',
        }),
    ),
  );
}

function tellingForm(
  view: CaseView,
  refs: Refs,
  telling: Telling,
  make: (chosen: { person: string; restsOn: readonly string[]; days: number }) => void,
): HTMLElement {
  const { words } = view;
  const { respondent, says, findings } = telling;
  // What is signed stands open: the words come from the site.
  const who = refs.person(respondent);
  const person = nameField('person', words.text('desk.case.following.who'), words.text('desk.case.following.who.hint'), 200);
  const days = choice(
    'days',
    words.text('desk.case.following.days'),
    daysFor(telling).map((n) => ({ value: `${n}`, text: words.text('desk.case.following.days.n', { n }) })),
    true,
  );
  const chosen = checks(
    'findings',
    words.text('desk.case.following.findings'),
    findings.map(({ event, allegation, final }) => ({ value: event, text: `${refs.allegation(allegation)} (${words.day(final)})` })),
    findings.map(({ event }) => event),
  );
  const form = element(
    'form',
    { autocomplete: 'off' },
    element('h3', {}, who),
    says === 'departure' ? element('p', {}, words.text('desk.case.following.departure', { who })) : chosen.node,
    person.node,
    days.node,
    element(
      'div',
      { class: 'note' },
      element('p', {}, words.text('desk.case.following.shown')),
      element('div', { lang: 'en' }, ...sentences(refs, says).map((sentence) => element('p', {}, sentence))),
    ),
    element('button', { class: 'btn main' }, words.text('desk.case.following.make')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (says === 'findings' && chosen.values().length === 0) return;
    make({ person: person.value(), restsOn: chosen.values(), days: Number(days.value()) });
  });
  return form;
}

/** In which part the member may give a statement here; null for who may not. */
function roleHere({ roles }: CaseView, { answer }: Refs): string | null {
  const own = answer.state.staff.find(({ member }) => member === answer.me)?.roles ?? [];
  return ['case-officer', 'decision-maker'].find((role) => roles.includes(role) && own.includes(role)) ?? null;
}
