// One field for each member of an event: codes as words, references as choices from the case, sealed parts as text.
import { element } from '../../../Components/Dom/element.ts';
import { nextPseudonym } from './case-events.ts';
import { isSealed, type Member, type MemberSchema } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { checks, choice, dayField, type Field, type Option, sealedText, shortText } from './fields.ts';
import type { Refs } from './refs.ts';

/** Seals a text; gives what an event refers to it by. */
export type Seal = (text: string) => Promise<{ readonly id: string; readonly hash: string }>;

export interface EventField {
  readonly name: string;
  readonly node: HTMLElement;
  /** The member's value; undefined for one that is left out. */
  readonly read: (seal: Seal) => Promise<unknown>;
}

/** The field for a member of a kind, with what the case has to choose from. */
export function fieldFor(kind: string, member: Member, view: CaseView, refs: Refs): EventField {
  const { words } = view;
  const { name, schema, needed } = member;
  const label = needed ? words.field(name) : words.text('desk.case.optional', { field: words.field(name) });
  if (isSealed(schema)) {
    const field = sealedText(name, label, view.hint, needed, 4);
    return reading(field, async (seal) => (field.value() === '' ? undefined : seal(field.value())));
  }
  if (name === 'about') return conflictsField(label, schema, view, refs);
  if (schema.type === 'array') {
    const options = schema.items?.oneOf ? words.codes(schema, name) : choicesOf(kind, name, schema.items ?? {}, view, refs);
    // What is alleged together is mostly told and heard together.
    const before = name === 'allegations' && (schema.minItems ?? 0) > 0 ? options.map((o) => o.value) : [];
    const field = checks(name, label, options, before, words.text('desk.case.record.nothing'));
    const values = () => field.values();
    return reading(field, async () => (needed || values().length > 0 ? values() : undefined));
  }
  if (schema.type === 'boolean') {
    const field = choice(
      name,
      label,
      ['yes', 'no'].map((value) => ({ value, text: words.text(`desk.case.${value}`) })),
      needed,
      hintOf(schema),
    );
    return reading(field, async () => (field.value() === '' ? undefined : field.value() === 'yes'));
  }
  if (schema.enum) {
    const field = choice(
      name,
      label,
      schema.enum.map((n) => ({ value: String(n), text: String(n) })),
      needed,
    );
    return reading(field, async () => (field.value() === '' ? undefined : Number(field.value())));
  }
  if (schema.format === 'date') return plain(dayField(name, label, needed));
  if (schema.oneOf) return plain(choice(name, label, name === 'act' ? words.acts(schema) : words.codes(schema, name), needed));
  if (name === 'jurisdiction') return plain(shortText(name, label, '', schema, needed));
  return plain(choice(name, label, choicesOf(kind, name, schema, view, refs), needed, hintOf(schema)));
}

const reading = (field: Field, read: EventField['read']): EventField => ({ name: field.name, node: field.node, read });

const plain = (field: Field): EventField => reading(field, async () => (field.value() === '' ? undefined : field.value()));

const hintOf = ({ description }: MemberSchema): Node | null =>
  description === undefined ? null : element('span', { lang: 'en' }, description);

/** One choice for each person who is named: what the member and they are to each other. */
function conflictsField(label: string, schema: MemberSchema, view: CaseView, refs: Refs): EventField {
  const { words } = view;
  const options = words.codes(schema.items?.properties?.['conflict'] ?? {}, 'conflict');
  const people = refs.answer.state.parties.filter(({ party }) => !party.startsWith('adviser'));
  const fields = people.map(({ party }) => choice(party, words.person(party), options, true));
  const none = fields.length === 0 && element('p', { class: 'note' }, words.text('desk.case.record.nothing'));
  const node = element('fieldset', { class: 'field' }, element('legend', {}, label), none, ...fields.map((f) => f.node));
  return { name: 'about', node, read: async () => fields.map((f) => ({ party: f.name, conflict: f.value() })) };
}

/** What the case has that a reference may name. */
function choicesOf(kind: string, name: string, { pattern = '' }: MemberSchema, view: CaseView, refs: Refs): readonly Option[] {
  const { words, rules } = view;
  const { state, staff, contents } = refs.answer;
  const parties = state.parties.map(({ party }) => party);
  if (name === 'party' && kind === 'party-named') {
    return ['reporter', 'respondent', 'witness']
      .map((word) => nextPseudonym(word, state.parties))
      .map((value) => ({ value, text: words.person(value) }));
  }
  if (name === 'adviser') return [nextPseudonym('adviser', state.parties)].map((value) => ({ value, text: words.person(value) }));
  if (name === 'process') return rules.processes.map((p) => ({ value: `${p.name}@${p.version}`, text: p.title, lang: 'en' }));
  if (name === 'period') return periodsOf(view, refs);
  if (kind === 'content-destroyed') return contents.map(({ id }) => ({ value: id, text: placeOf(id, refs) }));
  const people = /\(\?:(?<words>[a-z|]+)\)-/u.exec(pattern)?.groups?.['words']?.split('|');
  if (people) {
    const all = [...parties, ...staff.map(({ pseudonym }) => pseudonym)];
    return all.filter((p) => people.includes(p.split('-')[0]!)).map((value) => ({ value, text: refs.person(value) }));
  }
  const letter = /\(\?:(?<letter>[a-z])\[/u.exec(pattern)?.groups?.['letter'] ?? '';
  return numbersOf(letter, name, refs).map((value) => ({ value, text: refs.named(value) }));
}

/** The numbers with a letter that are in the case; of events those that a member can mean. */
function numbersOf(letter: string, name: string, { answer: { state }, events }: Refs): readonly string[] {
  if (letter === 'a') return state.allegations.map((a) => a.allegation);
  if (letter === 'x') return state.evidence.map((x) => x.evidence);
  if (letter === 'm') return state.measures.map((m) => m.measure);
  if (letter === 'p') return state.appeals.map((p) => p.appeal);
  if (letter === 't') return state.statements.filter((t) => t.withdrawn === null).map((t) => t.statement);
  if (letter === 'd') return events.flatMap((e) => (e.kind === 'dismissal-proposed' ? [String(e['dismissal'])] : []));
  const kinds: Readonly<Record<string, readonly string[]>> = {
    decision: ['finding-made', 'dismissal-confirmed'],
    'tells-of': [
      'finding-made',
      'dismissal-confirmed',
      'appeal-filed',
      'appeal-decided',
      'extension-granted',
      'statement-given',
      'statement-withdrawn',
    ],
  };
  const wanted = kinds[name];
  return events.filter((e) => wanted === undefined || wanted.includes(e.kind)).map((e) => e.id);
}

function periodsOf({ words, rules }: CaseView, { answer }: Refs): readonly Option[] {
  const [process] = answer.process.split('@');
  const steps = rules.processes.find((p) => p.name === process)?.steps ?? [];
  const periods = ['answer', 'evidence', 'appeal', 'appeal-answer'].map((value) => ({
    value,
    text: words.text(`desk.case.period.${value}`),
  }));
  return [...periods, ...steps.map((s) => ({ value: s.id, text: s.does, lang: 'en' }))];
}

/** Which event a content belongs to. */
function placeOf(id: string, refs: Refs): string {
  const event = refs.events.find((e) => JSON.stringify(e).includes(id));
  return event ? refs.event(event.id) : id;
}
