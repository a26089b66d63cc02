// Letters with each respondent of a case: who has a code, what was written, what is not yet recorded in the case, and a form to write.
import { longestText } from '../../../../Escrow/Letters/case-letter.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import { sealedParts } from './case-events.ts';
import { writingRole } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import { codeCard } from './code-card.ts';
import { choice, sealedText } from './fields.ts';
import type { RecordForm } from './record-form.ts';
import type { Refs } from './refs.ts';
import { type Correspondence, correspondenceOf, giveCode, type OpenTeamLetter, writeTo } from './team-letters.ts';

export interface LettersActions {
  readonly refs: () => Refs;
  /** Fetches the case and its letters anew. */
  readonly refresh: () => Promise<void>;
  readonly form: RecordForm;
}

/** The event that records a letter of a kind, by who wrote it. */
const eventFor: readonly Readonly<Record<string, string>>[] = [
  { answer: 'answer-given', evidence: 'evidence-received', adviser: 'adviser-named', appeal: 'appeal-filed', other: 'response-given' },
  { notice: 'notice-sent', evidence: 'notice-sent', decision: 'notice-sent', question: 'notice-sent', other: 'notice-sent' },
];
const noticeFor: Readonly<Record<string, string>> = { notice: 'allegations', decision: 'decision' };

/** The part of the page, which draws itself when it is asked to. What is typed in it stays. */
export function lettersSection(view: CaseView, actions: LettersActions): { node: HTMLElement; draw: () => Promise<void> } {
  const { words, api } = view;
  const places = new Map<string, Thread>();
  const body = element('div');
  const node = element(
    'section',
    { class: 'card part', 'aria-labelledby': 'letters-title', hidden: true },
    element('h2', { id: 'letters-title' }, words.text('desk.letters.title')),
    body,
  );
  const draw = async (): Promise<void> => {
    const { answer } = actions.refs();
    const respondents = answer.state.parties.filter(({ party }) => party.startsWith('respondent-')).map(({ party }) => party);
    node.hidden = respondents.length === 0;
    if (respondents.length === 0) return;
    try {
      const found = await api.letters(answer.id);
      for (const of of respondents) {
        const thread = places.get(of) ?? new Thread(view, actions, of);
        if (!places.has(of)) body.append(thread.node);
        places.set(of, thread);
        thread.show(await correspondenceOf(view, answer, of, found));
      }
    } catch (e) {
      body.replaceChildren(view.failure(e));
      places.clear();
    }
  };
  return { node, draw };
}

/** The letters with one respondent. */
class Thread {
  readonly node = element('div', { class: 'letters-with' });
  private readonly list = element('div');
  private readonly codes = element('div');
  private readonly says = element('div', { role: 'status' });
  private readonly card = element('div');
  private readonly kind;
  private readonly text;
  private readonly form: HTMLFormElement;
  private now: Correspondence | null = null;
  private isBusy = false;

  constructor(
    private readonly view: CaseView,
    private readonly actions: LettersActions,
    of: string,
  ) {
    const { words } = view;
    const readers = words.text('desk.letters.readers', { who: words.person(of) });
    const kinds = Object.keys(eventFor[1]!).map((value) => ({ value, text: words.text(`desk.letters.kind.${value}`) }));
    this.kind = choice('kind', words.text('desk.letters.kind'), kinds, true);
    this.text = sealedText('letter', words.text('desk.letters.text'), readers, true, 8);
    this.text.area.maxLength = longestText;
    this.form = element(
      'form',
      { autocomplete: 'off' },
      this.kind.node,
      this.text.node,
      element('button', { class: 'btn main' }, words.text('desk.letters.send')),
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.doing(async (role) => {
        await writeTo(view, actions.refs().answer, role, this.now!, this.kind.value(), this.text.value());
        this.form.reset();
        await actions.refresh();
      });
    });
    this.node.append(this.list, this.codes, this.says, this.card, this.form);
  }

  show(now: Correspondence): void {
    this.now = now;
    const { words } = this.view;
    const refs = this.actions.refs();
    const { state } = refs.answer;
    const who = refs.person(now.of);
    const has = (party: string) => now.accesses.some((a) => a.party === party && !a.ended);
    const mayWrite = this.roleHere() !== null;
    this.list.replaceChildren(
      element('h3', {}, who),
      ...(has(now.of) ? [] : [element('p', { class: 'note' }, words.text('desk.letters.no-code', { who }))]),
      element('ol', { class: 'letters' }, ...now.letters.map((letter) => this.row(letter, refs))),
    );
    const holders = [now.of, ...state.parties.filter(({ adviserOf }) => adviserOf === now.of).map(({ party }) => party)];
    const isLosing = now.letters.some(({ isLost }) => isLost);
    this.codes.replaceChildren(
      ...(mayWrite && isLosing ? [element('p', { class: 'card warn' }, words.text('desk.letters.lost'))] : []),
      ...(mayWrite && !isLosing ? holders : []).map((party) =>
        button(
          words.text(has(party) ? 'desk.letters.renew' : 'desk.letters.give', { who: refs.person(party) }),
          () => (has(party) ? this.ask(party) : void this.doing((role) => this.give(role, party))),
          { class: 'btn' },
        ),
      ),
    );
    this.form.hidden = !mayWrite || now.accesses.every((a) => a.ended);
  }

  private row(opened: OpenTeamLetter, refs: Refs): HTMLElement {
    const { words } = this.view;
    const { letter, kind, text } = opened;
    const isRecorded = refs.events.some((event) => sealedParts(event).some(([, ref]) => ref.id === letter.id && ref.hash === opened.hash));
    const said = [
      refs.person(letter.by),
      kind === null ? '' : words.text(`desk.letters.kind.${kind}`),
      words.day(`${letter.hour.slice(0, 13)}:00Z`),
    ];
    const event = kind === null ? undefined : eventFor[letter.direction]?.[kind];
    const offers = !isRecorded && text !== null && event !== undefined && this.actions.form.offers(event);
    return element(
      'li',
      {},
      element('p', { class: 'when' }, said.filter((part) => part !== '').join(' · ')),
      element('p', { dir: 'auto', class: 'opened' }, text ?? words.text('desk.letters.bad')),
      !isRecorded && element('p', {}, element('span', { class: 'chip warm' }, words.text('desk.letters.waits'))),
      offers && button(words.text('desk.letters.record'), () => this.record(event, opened), { class: 'btn' }),
    );
  }

  private record(event: string, { letter, hash, kind }: OpenTeamLetter): void {
    const { of } = letter;
    const known = {
      to: of,
      from: letter.by,
      for: of,
      notice: noticeFor[kind ?? ''] ?? 'other',
      ...(letter.direction === 0 ? { by: letter.by } : {}),
    };
    this.actions.form.fill(event, known, { id: letter.id, hash, sealed: letter.sealed });
  }

  /** A code that ends cannot be brought back, so it is asked first. */
  private ask(party: string): void {
    const { words } = this.view;
    const who = this.actions.refs().person(party);
    const question = element('p', { tabindex: -1 }, words.text('desk.letters.renew.ask', { who }));
    const yes = button(words.text('desk.letters.renew.yes'), () => void this.doing((role) => this.give(role, party)), { class: 'btn' });
    const no = button(words.text('desk.letters.renew.no'), () => this.show(this.now!), { class: 'btn main' });
    this.codes.replaceChildren(element('div', { class: 'card warn' }, question, no, ' ', yes));
    question.focus();
  }

  private async give(role: string, party: string): Promise<void> {
    const refs = this.actions.refs();
    const digits = await giveCode(this.view, refs.answer, role, this.now!, party);
    const card = codeCard(this.view, digits, refs.person(party));
    this.card.replaceChildren(card);
    await this.actions.refresh();
    card.querySelector<HTMLElement>('h3')?.focus();
  }

  /** One thing at a time; what fails is said, and what was typed stays. */
  private async doing(act: (role: string) => Promise<void>): Promise<void> {
    const role = this.roleHere();
    if (this.isBusy || this.now === null || role === null) return;
    this.isBusy = true;
    this.says.replaceChildren();
    try {
      await act(role);
    } catch (e) {
      this.says.replaceChildren(this.view.failure(e));
    } finally {
      this.isBusy = false;
    }
  }

  /** In which part the member writes: one that they have in this case. Null for who may not. */
  private roleHere(): string | null {
    const { state, me } = this.actions.refs().answer;
    const part = state.staff.find(({ member }) => member === me)?.roles ?? [];
    return writingRole(this.view.roles.filter((role) => part.includes(role)));
  }
}
