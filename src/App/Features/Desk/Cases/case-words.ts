// The words of cases: kinds, members and codes as people say them, persons by pseudonym, days and times in the case's zone.
import type { Words } from '../../../Components/Texts/words.ts';
import { type CaseRules, type MemberSchema, meaningOf } from './case-rules.ts';
import type { Option } from './fields.ts';

export class CaseWords {
  constructor(
    /** All texts of the page. */
    readonly plain: Words,
    private readonly rules: CaseRules,
  ) {}

  text(id: string, places: Readonly<Record<string, string | number>> = {}): string {
    return this.plain.text(id, places);
  }

  list(items: readonly string[]): string {
    return this.plain.list(items);
  }

  /** "A notice was sent." */
  kind(kind: string): string {
    return this.text(`desk.case.kind.${kind}`);
  }

  field(name: string): string {
    return this.text(`desk.case.field.${name}`);
  }

  /** An act code in words: B-codes are acts, R-codes are what happened after. */
  act(code: string): string {
    return this.text(code.startsWith('R') ? `desk.after.${code}` : `desk.acts.${code}`);
  }

  acts(schema: MemberSchema): readonly Option[] {
    return (schema.oneOf ?? []).map((o) => ({ value: o.const, text: this.act(o.const) }));
  }

  /** A code in words. Where the page's language has none, the schema's own, which are English. */
  code(name: string, schema: MemberSchema | undefined, code: string): Option {
    if (/^[BR]\d\d$/u.test(code)) return { value: code, text: this.act(code) };
    const id = name === 'role' ? `desk.role.${code}` : `desk.case.code.${name}.${code}`;
    if (this.plain.has(id)) return { value: code, text: this.text(id) };
    return { value: code, text: meaningOf(schema, code) ?? code, lang: 'en' };
  }

  codes(schema: MemberSchema, name = ''): readonly Option[] {
    return (schema.oneOf ?? schema.items?.oneOf ?? []).map((o) => this.code(name, schema, o.const));
  }

  /** "Reporter 1", "Staff 3", "the software". @param name the colleague's, where it is known. */
  person(pseudonym: string, name?: string): string {
    const [word, n] = pseudonym.split('-');
    if (n === undefined) return this.text('desk.case.person.system');
    const said = this.text(`desk.case.person.${word}`, { n });
    return name === undefined ? said : `${name} (${said})`;
  }

  /** What a step of opening a case does. */
  step(event: Readonly<Record<string, unknown>> & { readonly kind: string }): string {
    const { party, act } = event;
    const more = typeof party === 'string' ? this.person(party) : typeof act === 'string' ? this.act(act) : null;
    return more === null ? this.kind(event.kind) : `${this.kind(event.kind)} ${more}`;
  }

  /** The title of a process, by name and version or name alone. */
  process(name: string): string {
    const [plain] = name.split('@');
    return this.rules.processes.find((p) => p.name === plain)?.title ?? name;
  }

  /** "3 March 2026". */
  day(time: string, zone = 'UTC'): string {
    return this.format(time, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
  }

  /** "3 March 2026, 10:00", in the case's zone. */
  time(time: string, zone: string): string {
    const format = {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    } as const;
    return this.format(time, format);
  }

  private format(time: string, options: Intl.DateTimeFormatOptions): string {
    const moment = new Date(time);
    if (Number.isNaN(moment.getTime())) return time;
    const locale = this.plain.language === 'en' ? 'en-GB' : this.plain.language;
    try {
      return new Intl.DateTimeFormat(locale, options).format(moment);
    } catch {
      // A zone that this browser does not know.
      return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(moment);
    }
  }
}
