// A new case is several events, one after another. What a law refuses is said, nothing that was recorded is done twice, and it goes on from there.
import { button, element } from '../../../Components/Dom/element.ts';
import { CallFailed } from '../desk-api.ts';
import { aloneCard } from './alone.ts';
import { type MemberSchema, rolesFor } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { choice, type Field } from './fields.ts';

/** What the form gave. */
export interface Given {
  readonly title: string;
  readonly opened: Readonly<Record<string, string>>;
  readonly reporter: string;
  readonly respondent: string;
  /** By pseudonym, what the member and that person are to each other. */
  readonly conflicts: Readonly<Record<string, string>>;
  readonly acts: readonly string[];
  readonly when: string;
}

/** Two choices: what the member is to the reporter, and to the respondent. */
export function conflictsBetween(view: CaseView, about: MemberSchema): readonly Field[] {
  const options = view.words.codes(about.items?.properties?.['conflict'] ?? {});
  return ['reporter-1', 'respondent-1'].map((person) =>
    choice(`conflict-${person}`, view.words.text('desk.case.open.conflict', { who: view.words.person(person) }), options, true),
  );
}

/** One event of the way; its sealed parts are sealed when its turn comes. */
interface Step {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly sealed?: readonly [member: string, text: string];
}

/** In which of their roles the member does something: in one that they have a part as, where they have any. */
type RoleOf = (kind: string, parts?: readonly string[]) => string;

function stepsOf(given: Given): readonly Step[] {
  const named = (party: string, text: string): Step => ({ name: party, event: { kind: 'party-named', party }, sealed: ['identity', text] });
  return [
    named('reporter-1', given.reporter),
    named('respondent-1', given.respondent),
    {
      name: 'conflicts',
      event: { kind: 'conflicts-declared', about: Object.entries(given.conflicts).map(([party, conflict]) => ({ party, conflict })) },
    },
    ...given.acts.map((act, i) => ({
      name: act,
      event: { kind: 'allegation-made', allegation: `a${i + 1}`, act, reporter: 'reporter-1', respondent: 'respondent-1' },
      sealed: ['when-and-where', given.when] as const,
    })),
  ];
}

/**
 * Opens the case, then records one step after another into it, and shows each.
 * @param begun called when the case exists: what was typed is now in the steps, and the form can go.
 */
export async function runSteps(view: CaseView, given: Given, place: HTMLElement, begun: () => void): Promise<void> {
  const roleOf: RoleOf = (kind, parts = []) => {
    const may = rolesFor(kind, view.rules, view.roles);
    return may.find((role) => parts.includes(role)) ?? may[0] ?? 'case-officer';
  };
  const id = view.sealing.newId();
  const title = await view.sealing.seal(id, given.title);
  await view.api.open(id, roleOf('case-opened'), given.opened, { id: title.id, sealed: title.sealed });
  begun();
  await goOn(view, id, stepsOf(given), 0, place, roleOf);
}

async function goOn(view: CaseView, id: string, steps: readonly Step[], from: number, place: HTMLElement, roleOf: RoleOf): Promise<void> {
  for (let at = from; at < steps.length; at++) {
    drawSteps(view, id, steps, at, place, null);
    try {
      await record(view, id, steps[at]!, roleOf);
    } catch (e) {
      const again = button(view.words.text('desk.case.open.again'), () => void goOn(view, id, steps, at, place, roleOf), {
        class: 'btn main',
      });
      const waits = e instanceof CallFailed && e.problem['by'] === 'roles';
      const alone = waits ? aloneCard(view) : null;
      const ask = waits && element('p', {}, view.words.text('desk.case.open.assign', { kind: view.words.kind('assigned') }));
      const says = alone ? [alone] : [view.failure(e), ask];
      drawSteps(view, id, steps, at, place, element('div', {}, ...says, again));
      return;
    }
  }
  drawSteps(view, id, steps, steps.length, place, null);
}

async function record(view: CaseView, id: string, { event, sealed }: Step, roleOf: RoleOf): Promise<void> {
  // Others may have recorded something while this page waited: a colleague who gives a part, for instance.
  const { events, me, state } = await view.api.case(id);
  const parts = state.staff.find(({ member }) => member === me)?.roles ?? [];
  const part = sealed && { member: sealed[0], content: await view.sealing.seal(id, sealed[1]) };
  const reference = part && { [part.member]: { id: part.content.id, hash: part.content.hash } };
  const contents = part ? [{ id: part.content.id, sealed: part.content.sealed }] : [];
  await view.api.record(id, events.length, { role: roleOf(event.kind, parts) }, { ...event, ...reference }, contents);
}

function drawSteps(view: CaseView, id: string, steps: readonly Step[], at: number, place: HTMLElement, refused: HTMLElement | null): void {
  const { words } = view;
  const row = (text: string, state: string): HTMLElement =>
    element('li', { class: state }, text, ' ', element('span', { class: 'chip' }, words.text(`desk.case.step.${state}`)));
  const stateOf = (i: number): string => (i < at ? 'done' : i === at && refused ? 'refused' : 'next');
  const rows = steps.map((step, i) => row(words.step(step.event), stateOf(i)));
  place.replaceChildren(
    element(
      'section',
      { class: 'card' },
      element('h2', {}, words.text('desk.case.open.steps')),
      element('ol', {}, row(words.kind('case-opened'), 'done'), ...rows),
      refused ?? '',
      element('p', {}, element('a', { class: 'btn', href: `/desk/cases/${id}` }, words.text('desk.case.open.view'))),
    ),
  );
}
