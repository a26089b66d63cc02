// The words of the site's own questionnaires, which the desk's texts do not know: a report reads as it was asked.

/** Which questions were asked (docs/formats/report-document.md). */
interface Asked {
  readonly id: string;
  readonly version: number;
}

/** A questionnaire's words by question id, as far as the desk's texts lack them. */
export interface OwnQuestionnaire extends Asked {
  readonly questions: Readonly<Record<string, { readonly title?: string; readonly options: Readonly<Record<string, string>> }>>;
}

// Ids and values stand in a document that somebody else made: `constructor` names no question.
const of = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

export class OwnWords {
  constructor(private readonly questionnaires: readonly OwnQuestionnaire[]) {}

  /** Reads the page's JSON data block with this id. */
  static fromPage(id: string): OwnWords {
    return new OwnWords(JSON.parse(document.getElementById(id)?.textContent ?? '[]') as OwnQuestionnaire[]);
  }

  title(asked: Asked, question: string): string | undefined {
    return this.find(asked, (q) => of(q.questions, question)?.title);
  }

  option(asked: Asked, question: string, value: string): string | undefined {
    return this.find(asked, (q) => of(of(q.questions, question)?.options, value));
  }

  // The version that was asked first; where the site no longer keeps it, another of the same id: a value keeps its meaning.
  private find(asked: Asked, wordsIn: (questionnaire: OwnQuestionnaire) => string | undefined): string | undefined {
    const same = this.questionnaires.filter((q) => q.id === asked.id);
    const exact = same.filter((q) => q.version === asked.version);
    return [...exact, ...same].map(wordsIn).find((words) => words !== undefined);
  }
}
