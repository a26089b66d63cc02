// One case: how it stands, what is owed, allegations, people, evidence, measures, what happened, and the form that records more.
import { element } from '../../../Components/Dom/element.ts';
import { aloneCard, waitsForAnother } from './alone.ts';
import type { CaseAnswer } from './case-api.ts';
import { eventsOf } from './case-events.ts';
import { allegationsPart, evidencePart, measuresPart, settlementsPart } from './case-parts.ts';
import type { CaseView } from './case-view.ts';
import { changesPart } from './changes.ts';
import { dutiesPart } from './duties.ts';
import { lettersSection } from './letters-section.ts';
import { peoplePart } from './people.ts';
import { recordForm } from './record-form.ts';
import { Refs } from './refs.ts';
import { openSealed } from './sealed.ts';
import { statementsSection } from './statements-section.ts';
import { timeLine } from './time-line.ts';

/** Draws a case. What is recorded comes into its parts; the form stays, with all that is typed in it. */
export function casePage(view: CaseView, first: CaseAnswer): HTMLElement {
  const { words } = view;
  let refs = new Refs(view, first, eventsOf(first));
  const title = element('h1', { tabindex: -1, dir: 'auto' }, words.text('desk.case.no-title'));
  const parts = element('div');
  const line = element('div');
  const draw = (answer: CaseAnswer): void => {
    refs = new Refs(view, answer, eventsOf(answer));
    parts.replaceChildren(
      ...[
        standing(view, answer),
        waitsForAnother(answer.state, answer.me) ? aloneCard(view) : null,
        dutiesPart(view, refs),
        allegationsPart(view, refs),
        peoplePart(view, refs),
        evidencePart(view, refs),
        measuresPart(view, refs),
        settlementsPart(view, refs),
        changesPart(view, refs),
      ].filter((part) => part !== null),
    );
    line.replaceChildren(timeLine(view, refs));
  };
  draw(first);
  void showTitle(view, refs, title);
  let drawLetters = async (): Promise<void> => {};
  let drawStatements = (): void => {};
  const refresh = async (): Promise<void> => {
    draw(await view.api.case(first.id));
    drawStatements();
    await drawLetters();
  };
  const form = recordForm(view, { refs: () => refs, refresh });
  const letters = lettersSection(view, { refs: () => refs, refresh, form });
  drawLetters = letters.draw;
  const statements = statementsSection(view, { refs: () => refs, refresh, form });
  drawStatements = statements.draw;
  drawStatements();
  void letters.draw();
  return element(
    'div',
    { class: 'case-page' },
    element('p', {}, element('a', { class: 'back', href: '/desk/cases' }, words.text('desk.case.back'))),
    title,
    element('p', { class: 'presumed' }, words.text('desk.case.presumed')),
    parts,
    letters.node,
    statements.node,
    line,
    element(
      'section',
      { class: 'card record', 'aria-labelledby': 'record-title' },
      element('h2', { id: 'record-title' }, words.text('desk.case.record.heading')),
      form.node,
    ),
  );
}

function standing({ words }: CaseView, answer: CaseAnswer): HTMLElement {
  const { state } = answer;
  const opened = eventsOf(answer)[0];
  const under = words.text('desk.case.under', {
    process: words.process(state.process),
    day: words.day(opened?.time ?? state.at, state.zone),
  });
  return element(
    'div',
    {},
    answer.record === 'changed' &&
      element(
        'div',
        { role: 'alert', class: 'card warn' },
        element('p', {}, element('strong', {}, words.text('desk.case.changed'))),
        answer.fault !== null && element('p', { lang: 'en' }, answer.fault),
      ),
    element(
      'p',
      { class: 'meta' },
      element('span', { class: state.closed ? 'chip' : 'chip lead' }, words.text(`desk.case.status.${state.closed ? 'closed' : 'open'}`)),
      ' ',
      under,
    ),
  );
}

async function showTitle(view: CaseView, refs: Refs, place: HTMLElement): Promise<void> {
  const { titleId, titleHash } = refs.answer;
  if (titleId !== null && titleHash !== null) place.textContent = await openSealed({ id: titleId, hash: titleHash }, view, refs);
}
