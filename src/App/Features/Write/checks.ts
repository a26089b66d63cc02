// What helps to answer and checks what was answered. It is not needed to begin, so it is fetched when somebody begins; and since
// everything is checked again before sealing, nobody waits long for it.
import { NotThere } from '../../Components/Later/later.ts';
import type { Fields } from './fields.ts';
import type { IdentifierFields } from './identifier-fields.ts';
import type { Mend } from './mends.ts';
import type { Questionnaire } from './questionnaire.ts';
import { notThere, type Text } from './texts.ts';

/** Milliseconds that somebody who goes on waits for a check. */
const patience = 10_000;

export class Checks {
  readonly #form: HTMLFormElement;
  readonly #questionnaire: Questionnaire;
  readonly #text: Text;
  readonly #changed: () => void;
  #identifiers: IdentifierFields | null = null;

  constructor(form: HTMLFormElement, questionnaire: Questionnaire, text: Text, changed: () => void) {
    this.#form = form;
    this.#questionnaire = questionnaire;
    this.#text = text;
    this.#changed = changed;
    // What is known about the person will be brought into its comparable form: the rules for that come while it is typed.
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement && target.name.endsWith('-kind'))
        void import('../../../Escrow/Identifiers/canonical.ts').catch(() => {});
    });
  }

  /** Fetches it, if it is not there; whoever needs it later asks again. */
  begin() {
    if (this.#identifiers === null) void this.#steps().catch(() => {});
  }

  /** Shows the boxes for what is known about the person; until it is there all of them stand there, with all their fields. */
  showIdentifiers() {
    this.#identifiers?.show();
  }

  /** What has to be put right before going on from a question. */
  async mendsOf(question: string, fields: Fields): Promise<Mend[]> {
    try {
      return await soon(this.#steps().then(({ mendsOf }) => mendsOf(question, this.#questionnaire, fields)));
    } catch (e) {
      // Consent comes before everything. Any other check comes again before sealing.
      return question === 'agreed' ? [{ question, at: question, text: notThere(e) ?? 'later.offline' }] : [];
    }
  }

  /** What has to be put right before all of it can be sealed. @throws NotThere */
  async firstMends(fields: Fields): Promise<Mend[]> {
    return (await this.#steps()).firstMends(this.#questionnaire, fields);
  }

  async #steps() {
    const steps = await import('./steps.ts');
    if (this.#identifiers === null) {
      this.#identifiers = new steps.IdentifierFields(this.#form, this.#text, this.#changed);
      this.#identifiers.show();
    }
    return steps;
  }
}

const soon = <T>(what: Promise<T>): Promise<T> =>
  Promise.race([what, new Promise<never>((_, reject) => setTimeout(() => reject(new NotThere(false)), patience))]);
