// What a case's numbers and pseudonyms stand for, in words. An allegation is called alleged wherever it is named, until its finding is final.
import { element } from '../../../Components/Dom/element.ts';
import type { CaseAnswer } from './case-api.ts';
import type { CaseEvent } from './case-events.ts';
import { isSealed, type Member, membersOf } from './case-rules.ts';
import type { CaseView } from './case-view.ts';
import type { Option } from './fields.ts';

export class Refs {
  constructor(
    private readonly view: CaseView,
    readonly answer: CaseAnswer,
    readonly events: readonly CaseEvent[],
  ) {}

  person(pseudonym: string): string {
    const { words } = this.view;
    const said = words.person(pseudonym, this.answer.staff.find((s) => s.pseudonym === pseudonym)?.name ?? undefined);
    return pseudonym === this.answer.me ? `${said}, ${words.text('desk.opened.you')}` : said;
  }

  /** "a1: unwanted touching, alleged". */
  allegation(id: string): string {
    const { words } = this.view;
    const known = this.answer.state.allegations.find((a) => a.allegation === id);
    if (!known) return id;
    return known.final ? `${id}: ${words.act(known.act)}` : `${id}: ${words.act(known.act)}, ${words.text('desk.case.alleged')}`;
  }

  /** "e34: A finding was made." */
  event(id: string): string {
    const known = this.events.find((e) => e.id === id);
    return known ? `${id}: ${this.view.words.kind(known.kind)}` : id;
  }

  /** Anything in the case that has a name: an allegation, an event, a person; its number where it has no words. */
  named(value: string): string {
    if (/^a\d+$/u.test(value)) return this.allegation(value);
    if (/^e\d+$/u.test(value)) return this.event(value);
    if (/^(?:reporter|respondent|witness|adviser|staff)-\d+$/u.test(value)) return this.person(value);
    return value;
  }

  /** What a member of an event says, as people read it. Sealed parts are shown elsewhere. */
  said(kind: string, name: string, value: unknown): (Node | string)[] {
    const member = membersOf(kind, this.view.rules).find((m) => m.name === name);
    if (!member || isSealed(member.schema)) return [];
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((one, i) => [...(i > 0 ? [', '] : []), ...this.one(member, one)]);
  }

  private one(member: Member, value: unknown): (Node | string)[] {
    const { words } = this.view;
    const { name, schema } = member;
    if (typeof value === 'boolean') return [words.text(value ? 'desk.case.yes' : 'desk.case.no')];
    if (typeof value === 'number') return [String(value)];
    if (typeof value === 'object' && value !== null) {
      const { party, conflict } = value as { party: string; conflict: string };
      return [`${this.person(party)}: `, this.coded(words.code('conflict', schema, conflict))];
    }
    const text = String(value);
    if (schema.format === 'date') return [words.day(text)];
    if (schema.oneOf || schema.items?.oneOf) return [this.coded(words.code(name, schema, text))];
    return name === 'process' ? [words.process(text)] : [this.named(text)];
  }

  private coded({ text, lang }: Option): Node | string {
    return lang === undefined ? text : element('span', { lang }, text);
  }
}
