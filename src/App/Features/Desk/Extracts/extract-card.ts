// The card of a report from which extracts are asked for, approved and made.
import { hourOf } from '../../../../Escrow/hour.ts';
import { button, element } from '../../../Components/Dom/element.ts';
import { save } from '../../Attachments/openable-file.ts';
import type { DeskReport } from '../opened-desk.ts';
import { blackOut } from './blacked.ts';
import { type ExtractPage, extractFile } from './extract-file.ts';
import { extractForm } from './extract-form.ts';
import { type ExtractLine, fits, keptOf, linesOf, type Shown } from './extract-lines.ts';
import { linesView } from './extract-view.ts';
import type { ExtractStep } from './extracts-api.ts';
import type { OpenExtract, OpenExtracts } from './open-extracts.ts';

/** What the card needs. */
export interface ExtractView extends Shown {
  readonly extracts: OpenExtracts;
  /** Told when something was asked, approved, refused or made. */
  readonly done: (sentence: string) => void;
  readonly failure: (e: unknown) => string;
}

export class ExtractCard {
  readonly place: HTMLElement;
  private readonly asked = element('div', {});
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly asking: HTMLElement;
  private lines: readonly ExtractLine[] = [];

  constructor(
    private report: DeskReport,
    private readonly view: ExtractView,
  ) {
    const { words } = view;
    this.asking = element('details', {}, element('summary', {}, words.text('desk.extract.open')));
    this.place = element(
      'section',
      { class: 'card', 'data-extract': true },
      element('h2', {}, words.text('desk.extract.title')),
      element('p', { class: 'note' }, words.text('desk.extract.what')),
      this.asked,
      this.status,
      this.asking,
    );
    this.lines = linesOf(report, view);
    this.asking.append(this.formOf());
    this.show(report);
  }

  /** Shows what is asked for now, of the report as it is now. What is being written stays, unless the report has changed. */
  show(report: DeskReport): void {
    const before = JSON.stringify(this.lines);
    this.report = report;
    this.lines = linesOf(report, this.view);
    if (JSON.stringify(this.lines) !== before) this.asking.querySelector('form')!.replaceWith(this.formOf());
    this.asked.replaceChildren(...this.view.extracts.of(report.handle).map((one) => this.item(one)));
  }

  private formOf(): HTMLFormElement {
    const { words, extracts, failure } = this.view;
    return extractForm(
      this.lines,
      words,
      async (request) => {
        await extracts.ask(this.report.handle, this.report.opened!.statement.version, request);
        this.asking.querySelector('form')!.replaceWith(this.formOf());
        this.asking.removeAttribute('open');
        this.told('desk.extract.asked');
      },
      failure,
    );
  }

  private item(one: OpenExtract): HTMLElement {
    const { words, facts, extracts } = this.view;
    const mine = one.askedBy === extracts.member;
    const { request } = one;
    const here = request !== null && one.version === this.report.opened?.statement.version && fits(request, this.lines);
    // Words are blacked in what a desk shows: in another language it would show others.
    const of = here && request.language === words.language;
    const refuse = this.step(mine ? 'desk.extract.take-back' : 'desk.extract.refuse', one, 'refused', 'desk.extract.refused');
    return element(
      'div',
      { class: 'asked' },
      element('p', {}, words.text('desk.extract.by', { name: this.nameOf(one.askedByName), day: facts.day(one.hour) })),
      request && element('p', { class: 'text', dir: 'auto' }, request.reason),
      element('p', {}, this.state(one)),
      of
        ? this.preview(one)
        : element(
            'p',
            {},
            words.text(here ? 'desk.extract.other-language' : request ? 'desk.extract.other-version' : 'desk.extract.closed'),
          ),
      of && !mine && one.approvedBy === null && this.step('desk.extract.approve', one, 'approved', 'desk.extract.approved'),
      of && one.approvedBy !== null && (mine || one.approvedBy === extracts.member) && this.makeButton(one),
      refuse,
    );
  }

  private state(one: OpenExtract): string {
    const { words, facts } = this.view;
    if (one.approvedBy === null) return words.text('desk.extract.waits');
    const approved = words.text('desk.extract.approved-by', { name: this.nameOf(one.approvedByName) });
    return one.madeHour === null ? approved : `${approved} ${words.text('desk.extract.made-on', { day: facts.day(one.madeHour) })}`;
  }

  private preview(one: OpenExtract): HTMLElement {
    const { words } = this.view;
    const sentences = (of: readonly string[]) => of.map((sentence) => element('p', { class: 'note', dir: 'auto' }, sentence));
    const { about, lines, notes } = this.page(one);
    return element(
      'details',
      {},
      element('summary', {}, words.text('desk.extract.look')),
      element('div', { class: 'extract' }, ...sentences(about), ...linesView(lines, words), ...sentences(notes)),
    );
  }

  private step(text: string, one: OpenExtract, step: ExtractStep, told: string): HTMLButtonElement {
    const go = button(this.view.words.text(text), () => void this.doing(go, () => this.view.extracts.step(one.id, step), told), {
      class: 'btn',
    });
    return go;
  }

  private makeButton(one: OpenExtract): HTMLButtonElement {
    const go = button(
      this.view.words.text('desk.extract.make'),
      () =>
        void this.doing(
          go,
          async () => {
            // Put together before the record says that it was made; handed out only after.
            const file = extractFile(this.page(one));
            await this.view.extracts.step(one.id, 'made');
            save(new Blob([file], { type: 'text/html' }), `extract-${hourOf(new Date()).slice(0, 10)}.html`);
          },
          'desk.extract.made',
        ),
      { class: 'btn main' },
    );
    return go;
  }

  private async doing(go: HTMLButtonElement, act: () => Promise<void>, told: string): Promise<void> {
    go.disabled = true;
    this.status.textContent = '';
    try {
      await act();
      this.told(told);
    } catch (e) {
      this.status.textContent = this.view.failure(e);
      go.disabled = false;
    }
  }

  private told(text: string): void {
    this.show(this.report);
    const sentence = this.view.words.text(text);
    this.status.textContent = sentence;
    this.view.done(sentence);
  }

  /** All that the file says, as it is shown before it is approved. */
  private page(one: OpenExtract): ExtractPage {
    const { words, facts } = this.view;
    const { document, statement } = this.report.opened!;
    const request = one.request!;
    const about = [
      words.text('desk.report.written', { day: facts.day(document.written) }),
      words.count('desk.report.version', statement.version),
      words.text('desk.released', { day: facts.day(this.report.answer.releasedHour) }),
      ...(this.report.answer.withdrawn ? [words.text('desk.withdrawn.title')] : []),
      words.text('desk.extract.by', { name: this.nameOf(one.askedByName), day: facts.day(one.hour) }),
      ...(one.approvedBy === null ? [] : [words.text('desk.extract.approved-by', { name: this.nameOf(one.approvedByName) })]),
      words.text('desk.extract.for', { reason: request.reason }),
    ];
    return {
      language: words.language,
      direction: globalThis.document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr',
      title: words.text('desk.extract.of', { organisation: facts.organisation(document.organisation) }),
      about: about.map((sentence) => blackOut(sentence, request.blacked)),
      lines: keptOf(this.lines, request),
      notes: [
        words.count('desk.extract.left-out', this.lines.filter(({ part, text }) => text !== '' && !request.with.includes(part)).length),
        ...(request.blacked.length > 0 ? [words.text('desk.extract.blacked')] : []),
        words.text('desk.extract.original'),
      ],
    };
  }

  private nameOf(name: string | null): string {
    return name ?? this.view.words.text('desk.record.gone');
  }
}
