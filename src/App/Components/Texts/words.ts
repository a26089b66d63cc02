import { pluralRule } from './plural-rule.ts';

/** The texts that a page hands to its scripts: by message id its forms, one unless it is counted; and the rule that chooses. */
export interface TextData {
  readonly language: string;
  readonly rule: string;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/** What fills the {places} of a text. */
export type Places = Readonly<Record<string, string | number>>;

/** The texts of the page's language. */
export class Words {
  private readonly formOf: (n: number) => number;

  constructor(private readonly data: TextData) {
    this.formOf = pluralRule(data.rule);
  }

  /** Reads the JSON data block with this id. */
  static fromPage(id: string): Words {
    return new Words(JSON.parse(document.getElementById(id)?.textContent ?? '') as TextData);
  }

  get language(): string {
    return this.data.language;
  }

  has(id: string): boolean {
    return id in this.data.messages;
  }

  /** The text of an id; the id itself if there is none, which a test of the pages finds. */
  text(id: string, places: Places = {}): string {
    return fill(this.data.messages[id]?.[0] ?? id, places);
  }

  /** A counted text; {n} is filled in. */
  count(id: string, n: number, places: Places = {}): string {
    const forms = this.data.messages[id] ?? [id];
    const text = forms[this.formOf(n)] ?? forms[forms.length - 1]!;
    return fill(text, { n, ...places });
  }

  /** "a, b and c", as the language does it. */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.language, { type: 'conjunction' }).format(items);
  }
}

const fill = (text: string, places: Places): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
