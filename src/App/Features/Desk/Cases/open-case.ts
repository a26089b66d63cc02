// The form that opens a case: its process, where it is, who is named, and which acts become allegations.
import { element } from '../../../Components/Dom/element.ts';
import { aloneCard } from './alone.ts';
import { type MemberSchema, membersOf, rolesFor } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { checks, choice, type Field, filledIn, sealedText, shortText } from './fields.ts';
import { conflictsBetween, runSteps } from './open-steps.ts';
import { holidaysFor, ownRegion, ownZone } from './places.ts';

/** What a report brings along. */
export interface FromReport {
  readonly title: string;
  /** Act codes. */
  readonly acts: readonly string[];
  /** When and where, as far as it says so; empty where it does not. */
  readonly when: string;
}

/** Draws the form. @param from the report, where it is opened from one. */
export function openCaseView(view: CaseView, from: FromReport | null): HTMLElement {
  const { words, rules } = view;
  if (rolesFor('case-opened', rules, view.roles).length === 0) return element('p', { class: 'none' }, words.text('desk.case.record.none'));
  const schemaOf = (kind: string, member: string): MemberSchema => membersOf(kind, rules).find(({ name }) => name === member)?.schema ?? {};
  const text = (id: string): string => words.text(`desk.case.open.${id}`);
  const processes = rules.processes.map((p) => ({ value: `${p.name}@${p.version}`, text: p.title, lang: 'en' }));
  const process = choice('process', text('process'), processes, true);
  const about = element('p', { class: 'note', lang: 'en' });
  const tell = (): void => {
    const chosen = rules.processes.find((p) => `${p.name}@${p.version}` === process.value());
    about.textContent = chosen?.about ?? '';
  };
  process.select.value = processes.find(({ value }) => value.startsWith('fair-process@'))?.value ?? '';
  process.select.addEventListener('change', tell);
  tell();
  const holidays = choice(
    'holidays',
    words.field('holidays'),
    rules.holidays.map((h) => ({ value: h.name, text: h.title, lang: 'en' })),
    true,
  );
  holidays.select.value = holidaysFor(rules);
  const source = choice('source', words.field('source'), words.codes(schemaOf('case-opened', 'source')), true);
  source.select.value = from ? 'direct' : '';
  const zone = shortText('zone', words.field('zone'), ownZone(), schemaOf('case-opened', 'zone'));
  const place = shortText('jurisdiction', words.field('jurisdiction'), ownRegion(), schemaOf('case-opened', 'jurisdiction'));
  place.offer(rules.jurisdictions.map((j) => [j.code, j.name]));
  const title = sealedText('title', text('title'), view.hint, true, 2);
  title.area.value = from?.title ?? '';
  const reporter = sealedText('reporter', text('reporter'), view.hint, true, 2);
  const respondent = sealedText('respondent', text('respondent'), view.hint, true, 2);
  const towards = conflictsBetween(view, schemaOf('conflicts-declared', 'about'));
  const acts = checks('acts', text('acts'), words.acts(schemaOf('allegation-made', 'act')), from?.acts ?? []);
  const when = sealedText('when', words.field('when-and-where'), view.hint, true, 3);
  when.area.value = from?.when ?? '';
  const status = element('div', { role: 'status', class: 'steps' });
  const go = element('button', { class: 'btn main' }, text('go'));
  const part = (heading: string, ...fields: readonly (Field | Node)[]): HTMLElement =>
    element('fieldset', {}, element('legend', {}, heading), ...fields.map((f) => (f instanceof Node ? f : f.node)));
  const form = element(
    'form',
    { class: 'card record', autocomplete: 'off' },
    aloneCard(view),
    part(text('how'), title, process, about, source, holidays, zone, place),
    part(text('names'), reporter, respondent, ...towards),
    part(text('acts.title'), acts, when),
    go,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go.disabled = true;
    const given = {
      title: title.value(),
      opened: filledIn([process, source, holidays, zone, place]),
      reporter: reporter.value(),
      respondent: respondent.value(),
      conflicts: { 'reporter-1': towards[0]!.value(), 'respondent-1': towards[1]!.value() },
      acts: acts.values(),
      when: when.value(),
    };
    void runSteps(view, given, status, () => {
      form.hidden = true;
    }).catch((e: unknown) => {
      go.disabled = false;
      status.replaceChildren(view.failure(e));
    });
  });
  return element(
    'div',
    {},
    element('p', {}, element('a', { class: 'back', href: '/desk/cases' }, words.text('desk.case.back'))),
    element('h1', { tabindex: -1 }, words.text('desk.case.new')),
    element('p', { class: 'why' }, text('why')),
    status,
    form,
  );
}
