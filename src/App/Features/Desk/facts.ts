// The desk's sentences: groups as facts, never as judgements.
import { inPieces, type Piece } from '../../../Escrow/Depositing/piece.ts';
import type { ReportDocument, ReportIdentifier } from '../../../Escrow/Depositing/report-document.ts';
import { parseHour } from '../../../Escrow/hour.ts';
import { type Manifest, type ManifestOrganisation, organisationOf } from '../../../Escrow/Manifests/manifest.ts';
import type { Elsewhere, Group } from '../../../Escrow/Releasing/groups.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { DeskReport, Section } from './opened-desk.ts';
import type { OwnWords } from './own-words.ts';

const titleLength = 70;

export class Facts {
  private readonly dateFormats = new Map<string, Intl.DateTimeFormat>();
  private regionNames: Intl.DisplayNames | undefined;

  constructor(
    private readonly words: Words,
    private readonly manifest: Manifest,
    private readonly own: OwnWords,
  ) {}

  /** "3 reports agree on a phone number", or what the section is. */
  section({ kind, group, reports }: Section): string {
    if (kind === 'direct') return this.words.text('desk.list.direct');
    if (kind === 'waiting') return this.words.text('desk.show.waiting');
    if (kind === 'due') return this.words.text('desk.notes.by-day');
    if (kind === 'refused' || !group) return this.words.text('desk.list.refused');
    if (group.kinds.length === 0) return this.words.count('desk.group.unknown', group.size);
    if (group.possible) return this.words.count('desk.group.possible', group.size);
    return this.words.count('desk.group.agree', group.size, { kinds: this.kinds(group.kinds), here: reports.length });
  }

  /** "name and place: please check" for a possible group, and when it was released. */
  sectionNote({ group, newest }: Section): string {
    const released = this.words.text('desk.released', { day: this.day(newest) });
    if (!group?.possible || group.kinds.length === 0) return released;
    return `${this.words.text('desk.group.check', { kinds: this.kinds(group.kinds) })} ${released}`;
  }

  /** "2 more at Legal Aid", for every other organisation; a number only for those outside the network. */
  elsewhere(elsewhere: readonly Elsewhere[]): string[] {
    return elsewhere.map(({ organisation, count }) =>
      organisation === null
        ? this.words.count('desk.elsewhere.unnamed', count)
        : this.words.count('desk.elsewhere.named', count, { organisation: this.organisation(organisation) }),
    );
  }

  kinds(kinds: readonly string[]): string {
    return this.words.list(kinds.map((kind) => this.words.text(`desk.agree.${kind}`)));
  }

  /** The beginning of what was written; where nothing was, when. */
  title({ opened }: DeskReport): string {
    const story = opened?.document.answers['story'];
    const words = inPieces(story) ? story.find((piece) => piece.text.trim() !== '')?.text : story;
    const text = typeof words === 'string' ? words.trim().replace(/\s+/g, ' ') : '';
    if (text === '') return this.neutralTitle(opened?.document.written ?? '');
    const sentence = /^.{12,}?[.!?。؟](?=\s|$)/u.exec(text)?.[0] ?? text;
    return sentence.length <= titleLength ? sentence : `${sentence.slice(0, titleLength).replace(/\s+\S*$/u, '')} …`;
  }

  /** A title that tells nothing of the content. */
  neutralTitle(written: string): string {
    return written === '' ? this.words.text('desk.report.refused') : this.words.text('desk.report.written', { day: this.day(written) });
  }

  /** Place and acts in plain words, for a row. */
  summary({ opened }: DeskReport): string {
    if (!opened) return '';
    const { document } = opened;
    const parts = ['where', 'acts'].flatMap((question) => {
      const answer = document.answers[question] ?? [];
      return inPieces(answer) ? [] : [answer].flat().map((value) => this.option(document, question, String(value)));
    });
    return parts.join(' · ');
  }

  /** An answer's option in the desk's words; a country by its name; what was typed, as it was typed. */
  option({ questionnaire }: ReportDocument, question: string, value: string): string {
    const own = this.own.option(questionnaire, question, value);
    if (own !== undefined) return own;
    if (question === 'country' && /^[A-Z]{2}$/.test(value)) return this.regions.of(value) ?? value;
    const id = `desk.${question}.${value}`;
    return this.words.has(id) ? this.words.text(id) : value;
  }

  /** What was asked; a question that nobody here knows any more is shown under its id rather than left out. */
  question({ questionnaire }: ReportDocument, question: string): string {
    const id = question === 'story' ? 'desk.report.story' : `desk.answer.${question}`;
    return this.own.title(questionnaire, question) ?? (this.words.has(id) ? this.words.text(id) : question);
  }

  /** About when a piece was: "before Easter, March 2024"; empty where nothing was said. */
  time(piece: Piece): string {
    if (piece.unknown) return this.words.text('desk.pieces.unknown');
    return [piece.about, this.month(piece)].filter(Boolean).join(', ');
  }

  private month({ year, month }: Piece): string | undefined {
    if (month === undefined) return year?.toString();
    const format = { month: 'long', ...(year !== undefined && { year: 'numeric' as const }), timeZone: 'UTC' } as const;
    return this.dates(format).format(Date.UTC(year ?? 2000, month - 1, 15));
  }

  /** "Phone: +34 600 123 456 (ES)" without its label. */
  identifier({ value, place, region }: ReportIdentifier): string {
    const more = [place, region].filter((m): m is string => typeof m === 'string' && m !== '');
    return more.length > 0 ? `${value}, ${more.join(', ')}` : value;
  }

  /** "23 November 2026". */
  day(hour: string): string {
    const date = parseHour(hour);
    if (!date) return hour;
    const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return this.dates(format).format(date);
  }

  /** "23 Nov", for a row. */
  shortDay(hour: string): string {
    const date = parseHour(hour);
    return date ? this.dates({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date) : hour;
  }

  /** "14:32", in the time of this computer. */
  clock(moment: Date): string {
    return this.dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
  }

  /** "1,240". */
  number(n: number): string {
    return new Intl.NumberFormat(this.locale).format(n);
  }

  // A formatter takes far longer to make than to use, and thousands of reports use the same.
  private dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const known = this.dateFormats.get(key) ?? new Intl.DateTimeFormat(this.locale, options);
    this.dateFormats.set(key, known);
    return known;
  }

  private get regions(): Intl.DisplayNames {
    this.regionNames ??= new Intl.DisplayNames(this.locale, { type: 'region' });
    return this.regionNames;
  }

  /** English without a country would put the month first and count hours to twelve. */
  private get locale(): string {
    return this.words.language === 'en' ? 'en-GB' : this.words.language;
  }

  /** Those that have to look into what they are told, in the manifest's order. */
  get institutions(): readonly ManifestOrganisation[] {
    return this.manifest.organisations.filter(({ kind }) => kind === 'institution');
  }

  /** Undefined for one that the manifest does not have (any more). */
  organisationOf(id: string): ManifestOrganisation | undefined {
    return this.manifest.organisations.find((organisation) => organisation.id === id);
  }

  organisation(id: string): string {
    return organisationOf(this.manifest, id).name;
  }

  /** Whether a group's contents may be shown together: it agrees on something strong, or people have checked it. */
  mayReadTogether = (group: Group, checked: ReadonlySet<string>): boolean => !group.possible || checked.has(groupKey(group));
}

/** One name for a group, for the address and for what was checked. */
export const groupKey = (group: Group): string => `${group.run}.${group.handles.join('.')}`;
