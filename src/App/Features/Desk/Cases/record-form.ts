// "What happened?": a form for any event that the member may record, made of the schema by which the site judges it.
import { element } from '../../../Components/Dom/element.ts';
import { CallFailed } from '../desk-api.ts';
import type { NewEvent, Recorder, SealedContent } from './case-api.ts';
import { eventsOf, nextNumber } from './case-events.ts';
import { isSealed, kindsFor, membersOf, ownNumber, partiesFor, rolesFor, writingRole } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { type EventField, fieldFor } from './event-fields.ts';
import { choice, type Field } from './fields.ts';
import type { Refs } from './refs.ts';

/** What the form needs of its page. */
export interface RecordActions {
  /** The case as the page shows it now. */
  readonly refs: () => Refs;
  /** Fetches the case anew and shows it; the form stays as it is. */
  readonly refresh: () => Promise<void>;
}

/** A letter that an event refers to, in the place of words that are typed. */
export interface RecordedLetter {
  readonly id: string;
  /** 64 hex digits. */
  readonly hash: string;
  /** base64url. */
  readonly sealed: string;
}

export interface RecordForm {
  readonly node: HTMLElement;
  /** Whether the member may record this kind. */
  readonly offers: (kind: string) => boolean;
  /** Chooses a kind and fills in what is known. */
  readonly begin: (kind: string, known: Readonly<Record<string, string>>) => void;
  /** Chooses a kind, fills in what is known, and takes the letter as what is sealed in the event. */
  readonly fill: (kind: string, known: Readonly<Record<string, string>>, letter: RecordedLetter) => void;
}

/** Draws the form. */
export function recordForm(view: CaseView, actions: RecordActions): RecordForm {
  const { words, rules, roles } = view;
  const groups = kindsFor(rules, roles);
  const select = element(
    'select',
    { id: 'record-kind', required: true },
    element('option', { value: '' }, words.text('desk.case.record.choose')),
    ...groups.map(([group, kinds]) =>
      element(
        'optgroup',
        { label: words.text(`desk.case.group.${group}`) },
        ...kinds.map((k) => element('option', { value: k }, words.kind(k))),
      ),
    ),
  );
  const place = element('div');
  const says = element('div', { role: 'status' });
  const go = element('button', { class: 'btn main', hidden: true }, words.text('desk.case.record.go'));
  let chosen: Chosen | null = null;
  select.addEventListener('change', () => {
    chosen = select.value === '' ? null : choose(select.value, view, actions.refs());
    place.replaceChildren(...(chosen?.nodes ?? []));
    go.hidden = chosen === null;
    says.replaceChildren();
  });
  const form = element(
    'form',
    { autocomplete: 'off' },
    element('div', { class: 'field' }, element('label', { for: select.id }, words.text('desk.case.record.title')), select),
    place,
    says,
    go,
  );
  const send = async (what: Chosen): Promise<void> => {
    go.disabled = true;
    try {
      await record(view, actions.refs(), what);
      select.value = '';
      select.dispatchEvent(new Event('change'));
      await actions.refresh();
      says.replaceChildren(element('p', { class: 'card' }, words.text('desk.case.record.done')));
    } catch (e) {
      says.replaceChildren(view.failure(e));
      if (e instanceof CallFailed && e.reason === 'stale') await actions.refresh();
    } finally {
      go.disabled = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (chosen) void send(chosen);
  });
  const offers = (kind: string): boolean => groups.some(([, kinds]) => kinds.includes(kind));
  const start = (kind: string, filled: (begun: Chosen) => Chosen): void => {
    select.value = kind;
    select.dispatchEvent(new Event('change'));
    if (chosen === null) return;
    chosen = filled(chosen);
    place.replaceChildren(...chosen.nodes);
    select.focus();
    form.scrollIntoView({ block: 'start' });
  };
  const begin: RecordForm['begin'] = (kind, known) => start(kind, (begun) => withKnown(begun, known));
  const fill: RecordForm['fill'] = (kind, known, letter) => start(kind, (begun) => withLetter(begun, known, letter, view));
  const node = groups.length === 0 ? element('p', { class: 'none' }, words.text('desk.case.record.none')) : form;
  return { node, offers, begin, fill };
}

/** A kind with its fields. */
interface Chosen {
  readonly kind: string;
  readonly by: Field;
  readonly fields: readonly EventField[];
  readonly nodes: readonly HTMLElement[];
  readonly letter?: RecordedLetter;
}

/** With what is known of it chosen. */
function withKnown(chosen: Chosen, known: Readonly<Record<string, string>>): Chosen {
  for (const { name, node } of [chosen.by, ...chosen.fields]) {
    const select = node.querySelector('select');
    if (select && [...select.options].some(({ value }) => value === known[name])) select.value = known[name]!;
  }
  return chosen;
}

/** With a letter as what the event seals, and with what it tells of itself chosen. */
function withLetter(chosen: Chosen, known: Readonly<Record<string, string>>, letter: RecordedLetter, view: CaseView): Chosen {
  const { words, rules } = view;
  const sealedIn = membersOf(chosen.kind, rules).find(({ schema }) => isSealed(schema))?.name;
  withKnown(chosen, known);
  const told = element('p', { class: 'note' }, words.text('desk.letters.itself'));
  const fields = chosen.fields.map((field) =>
    field.name === sealedIn ? { name: field.name, node: told, read: async () => ({ id: letter.id, hash: letter.hash }) } : field,
  );
  return { ...chosen, fields, letter, nodes: [chosen.nodes[0]!, chosen.by.node, ...fields.map((f) => f.node)] };
}

function choose(kind: string, view: CaseView, refs: Refs): Chosen {
  const { words, rules } = view;
  const fields = membersOf(kind, rules)
    .filter((member) => ownNumber(kind, member) === null)
    .map((member) => fieldFor(kind, member, view, refs));
  const actors = actorsFor(kind, view, refs);
  const by = choice('by', words.text('desk.case.record.as'), actors, true);
  // Of several parts of their own, the first; where a party could be meant, whoever fills it in has to say.
  if (actors.length === 1 || actors.every(({ value }) => view.roles.includes(value))) by.select.value = actors[0]?.value ?? '';
  const own = refs.answer.state.staff.find((s) => s.member === refs.answer.me)?.roles ?? [];
  const usual = actors.find(({ value }) => own.includes(value));
  if (usual) by.select.value = usual.value;
  return {
    kind,
    by,
    fields,
    nodes: [element('p', { class: 'note', lang: 'en' }, rules.schema.$defs[kind]!.description), by.node, ...fields.map((f) => f.node)],
  };
}

/** In which part the member may act here, and for which parties they may write it down. */
function actorsFor(kind: string, { words, rules, roles }: CaseView, refs: Refs): { value: string; text: string }[] {
  const own = rolesFor(kind, rules, roles).map((role) => ({
    value: role,
    text: words.text('desk.case.record.me', { role: words.text(`desk.role.${role}`) }),
  }));
  if (writingRole(roles) === null) return own;
  const may = partiesFor(kind, rules);
  const parties = refs.answer.state.parties.filter(({ party }) => may.includes(party.split('-')[0]!));
  return [
    ...own,
    ...parties.map(({ party }) => ({ value: party, text: words.text('desk.case.record.for', { who: words.person(party) }) })),
  ];
}

async function record(view: CaseView, refs: Refs, { kind, by, fields, letter }: Chosen): Promise<void> {
  const { answer } = refs;
  const contents: SealedContent[] = letter ? [{ id: letter.id, sealed: letter.sealed }] : [];
  const seal = async (text: string): Promise<{ id: string; hash: string }> => {
    const { id, sealed, hash } = await view.sealing.seal(answer.id, text);
    contents.push({ id, sealed });
    return { id, hash };
  };
  const members: Record<string, unknown> = {};
  for (const member of membersOf(kind, view.rules)) {
    const letter = ownNumber(kind, member);
    if (letter !== null) members[member.name] = nextNumber(letter, eventsOf(answer));
  }
  for (const field of fields) {
    const value = await field.read(seal);
    if (value !== undefined) members[field.name] = value;
  }
  await view.api.record(answer.id, answer.events.length, recorderOf(by.value(), view), { ...members, kind } as NewEvent, contents);
}

const recorderOf = (chosen: string, { roles }: CaseView): Recorder =>
  /\d$/u.test(chosen) ? { role: writingRole(roles) ?? '', party: chosen } : { role: chosen };
