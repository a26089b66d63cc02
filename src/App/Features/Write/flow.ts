// Which question stands on the page: a small state machine without a page in it.
import type { Fields } from './fields.ts';
import { asked, factsOf, type Questionnaire } from './questionnaire.ts';

/** After the last question comes the page that shows everything before it is sealed. */
export const REVIEW = 'review';

export class Flow {
  readonly #questionnaire: Questionnaire;
  #at: string;
  /** While a question is changed from the review page, the steps that had been passed: only new ones come before it again. */
  #passed: Set<string> | null = null;

  /** @param fields what is filled in already: it may lead to another first question. */
  constructor(questionnaire: Questionnaire, at?: string, fields: Fields = {}) {
    this.#questionnaire = questionnaire;
    this.#at = this.steps(fields)[0]!;
    if (at !== undefined && this.#known(at)) this.#at = at;
  }

  get at(): string {
    return this.#at;
  }

  /** All steps that the answers so far lead through, the review page last. */
  steps(fields: Fields): string[] {
    return [...asked(this.#questionnaire, factsOf(this.#questionnaire, fields)).map((q) => q.id), REVIEW];
  }

  /** From 1. */
  progress(fields: Fields): { part: number; of: number } {
    const steps = this.steps(fields);
    return { part: this.#index(steps) + 1, of: steps.length };
  }

  /**
   * The next step. From a question that was changed from the review page it leads back there, by way of the questions
   * that the change has brought up.
   */
  next(fields: Fields): string {
    const steps = this.steps(fields);
    const rest = steps.slice(this.#index(steps) + 1);
    const passed = this.#passed;
    this.#at = (passed ? rest.find((id) => id === REVIEW || !passed.has(id)) : rest[0]) ?? REVIEW;
    if (this.#at === REVIEW) this.#passed = null;
    return this.#at;
  }

  /** The step before, or null at the first. */
  before(fields: Fields): string | null {
    if (this.#passed) return REVIEW;
    const steps = this.steps(fields);
    return steps[this.#index(steps) - 1] ?? null;
  }

  /** Goes to a step by name: for Back, for the browser's history, for a draft. An unknown step changes nothing. */
  goTo(id: string) {
    if (!this.#known(id)) return;
    this.#at = id;
    if (id === REVIEW) this.#passed = null;
  }

  /** Goes to a question from the review page and remembers to come back. */
  change(id: string, fields: Fields) {
    this.#passed = new Set(this.steps(fields));
    this.goTo(id);
  }

  #known(id: string) {
    return id === REVIEW || this.#questionnaire.questions.some((q) => q.id === id);
  }

  // A step that the answers no longer lead through counts as the one before it in the questionnaire's order.
  #index(steps: string[]): number {
    const found = steps.indexOf(this.#at);
    if (found >= 0) return found;
    const order = this.#questionnaire.questions.map((q) => q.id);
    const before = order.slice(0, order.indexOf(this.#at)).reverse();
    return Math.max(0, steps.indexOf(before.find((id) => steps.includes(id)) ?? ''));
  }
}
