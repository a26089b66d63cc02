// Parts of a case that are lists: allegations each with its own state, evidence, measures, settlements.
import { element } from '../../../Components/Dom/element.ts';
import { membersOf } from './case-rules.ts';
import { type Allegation, type Decision, standingOf } from './case-state.ts';
import type { CaseView } from './case-view.ts';
import type { Refs } from './refs.ts';

/** A part with its heading; what to say where it is empty. */
export function part({ words }: CaseView, name: string, rows: readonly HTMLElement[], list: 'ul' | 'ol' = 'ul'): HTMLElement {
  const id = `part-${name}`;
  return element(
    'section',
    { class: 'card part', 'aria-labelledby': id },
    element('h2', { id }, words.text(`desk.case.part.${name}`)),
    rows.length > 0 ? element(list, {}, ...rows) : element('p', { class: 'note' }, words.text('desk.case.empty')),
  );
}

/** Each allegation by itself, in words: one act by one person towards another, and how it stands. */
export function allegationsPart(view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const rows = refs.answer.state.allegations.map((a) =>
    element(
      'li',
      {},
      element('strong', {}, `${a.allegation}: ${words.act(a.act)}`),
      ' ',
      element('span', { class: a.final ? 'chip lead' : 'chip warm' }, words.text(a.final ? 'desk.case.final' : 'desk.case.alleged')),
      element('p', {}, words.text('desk.case.between', { respondent: refs.person(a.respondent), reporter: refs.person(a.reporter) })),
      element('p', {}, ...stateOf(a, view, refs)),
      a.waitsFor !== null && element('p', { class: 'note', lang: 'en' }, a.waitsFor),
    ),
  );
  return part(view, 'allegations', rows);
}

function stateOf(allegation: Allegation, view: CaseView, refs: Refs): (Node | string)[] {
  const { words } = view;
  const { kind, decision } = standingOf(allegation, refs.answer.state);
  if (decision === null) return [words.text('desk.case.state.open')];
  // The sentence has its place for what was found, which may be in another language than the sentence.
  const [before, after] = words.text(`desk.case.state.${kind}`, { finding: '\u0000' }).split('\u0000');
  return [before ?? '', foundIn(decision, view), after ?? ''];
}

function foundIn({ finding, ground }: Decision, { words, rules }: CaseView): HTMLElement {
  const [kind, name, code] =
    finding === null ? (['dismissal-proposed', 'ground', ground ?? ''] as const) : (['finding-made', 'finding', finding] as const);
  const schema = membersOf(kind, rules).find((m) => m.name === name)?.schema;
  const { text, lang } = words.code(name, schema, code);
  return element('strong', { lang: lang ?? null }, text);
}

/** Each piece, who holds it, and its way so far. */
export function evidencePart(view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const { state } = refs.answer;
  const rows = state.evidence.map((x) =>
    element(
      'li',
      {},
      element('strong', {}, x.evidence),
      ' ',
      words.text('desk.case.evidence.about', { what: words.list(x.allegations.map((a) => refs.allegation(a))) }),
      element('p', {}, words.text('desk.case.evidence.holder', { who: refs.person(x.holder) })),
      element(
        'ul',
        { class: 'custody' },
        ...x.custody.map((c) =>
          element('li', {}, `${words.text(`desk.case.custody.${c.step}`)}: ${refs.person(c.person)}, ${words.time(c.time, state.zone)}`),
        ),
      ),
    ),
  );
  return part(view, 'evidence', rows);
}

/** What is done in the meantime, for or upon whom, and when it is looked at again. */
export function measuresPart(view: CaseView, refs: Refs): HTMLElement {
  const { words } = view;
  const rows = refs.answer.state.measures.map((m) =>
    element(
      'li',
      {},
      element('strong', {}, `${m.measure}: `),
      ...refs.said('measure-taken', 'what', m.what),
      element('p', {}, `${words.field('falls-on')}: ${refs.person(m.fallsOn)}`),
      m.reviewBy !== null && element('p', {}, `${words.field('review-by')}: ${words.day(m.reviewBy)}`),
    ),
  );
  return part(view, 'measures', rows);
}

/** What was settled, whom it silences, and what is known of the law; null where nothing was. */
export function settlementsPart(view: CaseView, refs: Refs): HTMLElement | null {
  const { words } = view;
  const { settlements } = refs.answer.state;
  if (settlements.length === 0) return null;
  const rows = settlements.map((s) =>
    element(
      'li',
      {},
      element('strong', {}, s.settlement),
      ' ',
      s.silences.length === 0
        ? words.text('desk.case.silences.none')
        : words.text('desk.case.silences', { who: words.list(s.silences.map((p) => refs.person(p))) }),
      ...s.law.map((l) => element('p', { class: 'note', lang: 'en' }, `${l.place}: ${l.says} (${l.source}; ${l.asOf})`)),
      s.law.length > 0 && element('p', { class: 'note', lang: 'en' }, s.note),
    ),
  );
  return part(view, 'settlements', rows);
}
