// Which question stands on the page: a small state machine without a page in it.
import type { Fields } from './fields.ts';
import { asked, factsOf, type Questionnaire } from './questionnaire.ts';

/** After the last question comes the page that shows everything before it is sealed. */
export const REVIEW = 'review';

export class Flow {
  readonly #questionnaire: Questionnaire;
  #at: string;
  /** Set while a question is changed from the review page: the next step leads back there. */
  #returning = false;

  constructor(questionnaire: Questionnaire, at?: string) {
    this.#questionnaire = questionnaire;
    this.#at = questionnaire.questions[0].id;
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
   * The next step. From a question that was changed from the review page it leads back there, unless the change has
   * brought up questions that follow it: those are asked first.
   */
  next(fields: Fields, isAnswered: (question: string) => boolean = () => true): string {
    const steps = this.steps(fields);
    const rest = steps.slice(this.#index(steps) + 1);
    this.#at = (this.#returning ? rest.find((id) => id === REVIEW || !isAnswered(id)) : rest[0]) ?? REVIEW;
    if (this.#at === REVIEW) this.#returning = false;
    return this.#at;
  }

  /** The step before, or null at the first. */
  before(fields: Fields): string | null {
    if (this.#returning) return REVIEW;
    const steps = this.steps(fields);
    return steps[this.#index(steps) - 1] ?? null;
  }

  /** Goes to a step by name: for Back, for the browser's history, for a draft. An unknown step changes nothing. */
  goTo(id: string) {
    if (!this.#known(id)) return;
    this.#at = id;
    if (id === REVIEW) this.#returning = false;
  }

  /** Goes to a question from the review page and remembers to come back. */
  change(id: string) {
    this.goTo(id);
    this.#returning = true;
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
