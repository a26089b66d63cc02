// The words of questions and answers stand in the page; the summary takes them from there.

import { inPieces, type Piece } from '../../../Escrow/Depositing/piece.ts';
import type { ReportAttachment } from '../../../Escrow/Depositing/report-attachment.ts';
import type { ReportDraft } from '../../../Escrow/Depositing/report-document.ts';
import { asOfToday, unaskedAnswers } from './earlier.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import { isolated, type Text } from './texts.ts';

const flowOnly = new Set(['choice', 'quorum', 'alone', 'organisation']);

export class WordsOfForm {
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  title(question: string): string {
    return this.#form.querySelector(`#q-${CSS.escape(question)}`)?.textContent?.trim() ?? question;
  }

  option(question: string, value: string): string {
    const chosen = `[name="${CSS.escape(question)}"][value="${CSS.escape(value)}"]`;
    const input = this.#form.querySelector(`input${chosen}`);
    const label = input?.closest('label')?.querySelector('span')?.firstChild?.textContent?.trim();
    return (
      label ??
      this.#form.querySelector(`select[name="${CSS.escape(question)}"] option[value="${CSS.escape(value)}"]`)?.textContent?.trim() ??
      value
    );
  }

  month(month: number): string {
    return this.#form.querySelector(`select[name$="-month"] option[value="${month}"]`)?.textContent?.trim() ?? String(month);
  }

  kind(kind: string): string {
    return this.#form.querySelector(`select[name="who1-kind"] option[value="${CSS.escape(kind)}"]`)?.textContent?.trim() ?? kind;
  }
}

/** One row of the summary: the question, its title and its answer in words; null where it was skipped. */
export interface Row {
  question: string;
  title: string;
  answer: string | null;
  /** Whether it is a question of today, to which one can go back. */
  isAsked: boolean;
}

/** The rows of a report for the person who wrote it, in the order of the questions; then what she said under questions that are asked no more. */
export function rowsOf(
  questionnaire: Questionnaire,
  questions: Question[],
  draft: ReportDraft,
  words: WordsOfForm,
  text: Text,
  files: readonly NamedFile[] = [],
): Row[] {
  const today = asOfToday(draft, questionnaire);
  const rows = questions.map((question) => ({
    question: question.id,
    title: words.title(question.id),
    answer: question.kind === 'attachments' ? filesOf(files, words) : answerOf(questionnaire, question, today, words, text),
    isAsked: true,
  }));
  const others = Object.entries(unaskedAnswers(draft, questionnaire)).map(([id, answer]) => ({
    question: id,
    title: text('review.unasked'),
    answer: inPieces(answer) ? piecesIn(answer, words, text) : joined([answer ?? []].flat().map((each) => isolated(String(each)))),
    isAsked: false,
  }));
  return [...rows, ...others.filter((row) => row.answer !== null)];
}

/** A file in the summary: what it is called, and the question that it answers if it is a recording. */
export type NamedFile = Pick<ReportAttachment, 'name' | 'question'>;

const filesOf = (files: readonly NamedFile[], words: WordsOfForm): string | null =>
  joined(files.map(({ name, question }) => (question === undefined ? isolated(name) : `${isolated(name)}: ${words.title(question)}`)));

function answerOf(questionnaire: Questionnaire, question: Question, draft: ReportDraft, words: WordsOfForm, text: Text): string | null {
  if (question.id === 'who')
    return joined(
      draft.identifiers.map((i) => [words.kind(i.kind), [i.value, i.place ?? ''].filter(Boolean).map(isolated).join(', ')].join(': ')),
    );
  if (flowOnly.has(question.id)) return choiceOf(questionnaire, question.id, draft, words, text);
  const answer = draft.answers[question.id];
  if (inPieces(answer)) return piecesIn(answer, words, text);
  const lines =
    answer === null || answer === undefined
      ? []
      : Array.isArray(answer)
        ? answer.map((value: string) => words.option(question.id, value))
        : [question.kind === 'one' || question.kind === 'country' ? words.option(question.id, String(answer)) : isolated(String(answer))];
  const note = draft.answers[`${question.id}-note`];
  return joined(typeof note === 'string' ? [...lines, isolated(note)] : lines);
}

const piecesIn = (pieces: readonly Piece[], words: WordsOfForm, text: Text): string | null =>
  joined(pieces.map((piece) => pieceOf(piece, words, text)).filter(Boolean), '\n\n');

const pieceOf = (piece: Piece, words: WordsOfForm, text: Text): string =>
  [timeOf(piece, words, text), isolated(piece.text)].filter(Boolean).join('\n');

/** About when a piece was, "before Easter, March 2024"; empty where nothing was said. */
function timeOf({ about, year, month, unknown }: Piece, words: WordsOfForm, text: Text): string {
  if (unknown) return text('pieces.unknown');
  const named = month === undefined ? undefined : words.month(month);
  const date = named !== undefined && year !== undefined ? text('pieces.month-year', { month: named, year }) : (named ?? year);
  return [about === undefined ? undefined : isolated(about), date].filter((part) => part !== undefined).join(', ');
}

function choiceOf(questionnaire: Questionnaire, id: string, draft: ReportDraft, words: WordsOfForm, text: Text): string | null {
  const choice = draft.quorum === 'keep' ? 'keep' : draft.quorum === 1 ? 'now' : 'hold';
  if (id === 'choice') return words.option('choice', choice);
  if (id === 'quorum') return text(`quorum.${draft.quorum}`);
  if (id === 'organisation') return questionnaire.organisations.find((o) => o.id === draft.organisation)?.name ?? null;
  const weak = draft.identifiers.find((i) => i.kind === 'name' || i.kind === 'role');
  return weak ? words.option('alone', weak.mayRelease ? 'yes' : 'no') : null;
}

const joined = (lines: string[], between = '\n'): string | null => (lines.length === 0 ? null : lines.join(between));

/** Writes rows into a definition list; with `change`, each row of a question gets a button that leads back to it. */
export function showRows(list: HTMLElement, rows: Row[], text: Text, change?: (question: string) => void) {
  list.replaceChildren(
    ...rows.map((row) => {
      const term = document.createElement('dt');
      term.textContent = row.title;
      const detail = document.createElement('dd');
      detail.textContent = row.answer ?? text('review.skipped');
      if (row.answer === null) detail.className = 'skipped';
      const group = document.createElement('div');
      group.append(term, ...(change && row.isAsked ? [changeButton(row, text, change)] : []), detail);
      return group;
    }),
  );
}

function changeButton(row: Row, text: Text, change: (question: string) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.textContent = text('review.change');
  button.setAttribute('aria-label', `${text('review.change')}: ${row.title}`);
  button.addEventListener('click', () => change(row.question));
  // Inside a definition list only terms and details may stand, so the button is a detail of its own.
  const detail = document.createElement('dd');
  detail.className = 'act';
  detail.append(button);
  return detail;
}
