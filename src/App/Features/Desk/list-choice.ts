// What stands above the list: a field to search in, what to show, of which kind, and in which order.
import { byId, element } from '../../Components/Dom/element.ts';
import { actsOf, type Choice, everything, type Order, type Show } from './found.ts';
import { compare, type DeskReport } from './opened-desk.ts';

export class ListChoice {
  private readonly query = byId('search', HTMLInputElement);
  private readonly show = byId('show', HTMLSelectElement);
  private readonly act = byId('act', HTMLSelectElement);
  private readonly order = byId('order', HTMLSelectElement);

  /** @param changed called when a person has chosen something else. */
  constructor(private readonly changed: () => void) {
    const form = byId('find', HTMLFormElement);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => this.changed());
  }

  get value(): Choice {
    return {
      query: this.query.value,
      show: this.show.value as Show,
      act: this.act.value,
      order: this.order.value as Order,
    };
  }

  /** Offers the acts that the reports tell of. @param nameOf an act's name. */
  offer(reports: readonly DeskReport[], nameOf: (act: string, report: DeskReport) => string): void {
    const acts = new Map<string, string>();
    for (const report of reports) for (const act of actsOf(report)) if (!acts.has(act)) acts.set(act, nameOf(act, report));
    const wanted = [...acts].sort(([a], [b]) => compare(a, b));
    const offered = [...this.act.options].slice(1).map((option) => option.value);
    if (offered.join() === wanted.map(([act]) => act).join()) return;
    const chosen = this.act.value;
    this.act.replaceChildren(this.act.options[0]!, ...wanted.map(([act, name]) => element('option', { value: act }, name)));
    this.act.value = acts.has(chosen) ? chosen : '';
  }

  /** Back to everything; the order stays, since it hides nothing. */
  showAll(): void {
    this.query.value = everything.query;
    this.show.value = everything.show;
    this.act.value = everything.act;
    this.changed();
    this.query.focus();
  }

  /** Forgets what was typed and chosen, and the acts that were offered. */
  forget(): void {
    byId('find', HTMLFormElement).reset();
    this.act.replaceChildren(this.act.options[0]!);
  }

  focus(): void {
    this.query.focus();
    this.query.select();
  }

  /** Takes back what was searched for. @returns whether there was anything. */
  clearQuery(): boolean {
    if (this.query.value === '') return false;
    this.query.value = '';
    this.changed();
    return true;
  }
}
