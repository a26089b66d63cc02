// Opens what is on the desk, newest first and some at a time, without keeping the page from answering.
import type { DeskContent, DeskEntry, DeskIndex } from './desk-api.ts';
import { arrange, type DeskReport, nameOf, type OpenedDesk, type Opener, openReport } from './opened-desk.ts';

/** How far it has come. */
export interface Progress {
  readonly desk: OpenedDesk;
  readonly opened: number;
  readonly of: number;
}

/** What the opening asks of others. */
export interface OpeningSteps {
  /** Fetches sealed reports; those that are gone are left out. */
  readonly fetch: (wanted: readonly DeskEntry[]) => Promise<readonly DeskContent[]>;
  /** Called with each report as it is opened. */
  readonly opened: (report: DeskReport) => void;
  /** Called after the first few, then about once a second, and at the end. */
  readonly show: (progress: Progress) => void;
}

/** How many are fetched and opened before the list is first shown, and how many at once after that. */
export interface BatchSizes {
  readonly first: number;
  readonly others: number;
}

const usualSizes: BatchSizes = { first: 20, others: 100 };
const millisecondsBetween = 1_000;

export class DeskOpening {
  private readonly known = new Map<string, DeskReport>();
  private turn = 0;

  constructor(
    private readonly opener: Opener,
    private readonly steps: OpeningSteps,
    private readonly sizes = usualSizes,
  ) {}

  /**
   * Opens all that an index names and that is not open yet. Another call takes the place of one that is under way.
   * @throws CallFailed where the site does not give them; what was opened stays.
   */
  async open(index: DeskIndex): Promise<void> {
    const turn = ++this.turn;
    this.forgetOthers(index);
    const batches = batchesOf(index, this.sizes, (entry) => this.isOpen(entry));
    const waiting = new Set(batches.flatMap((batch) => batch.handles));
    const show = () => this.steps.show(this.progress(index, waiting));
    if (batches.length === 0) show();
    let shown = 0;
    let next = this.fetch(batches[0]);
    for (const [i, batch] of batches.entries()) {
      const contents = await next;
      if (turn !== this.turn) return;
      next = this.fetch(batches[i + 1]);
      if (!(await this.openAll(batch.wanted, contents, turn))) return;
      for (const handle of batch.handles) waiting.delete(handle);
      if (i === 0 || i === batches.length - 1 || performance.now() - shown > millisecondsBetween) {
        show();
        shown = performance.now();
      }
    }
  }

  /** Stops after the report that is being opened, and forgets all. */
  stop(): void {
    this.turn++;
    this.known.clear();
  }

  private async openAll(batch: readonly DeskEntry[], contents: ReadonlyMap<string, DeskContent>, turn: number): Promise<boolean> {
    let since = performance.now();
    for (const entry of batch) {
      const content = contents.get(nameOf(entry));
      // Gone since the index was asked for: the next one does not name it.
      if (!content) continue;
      const report = await openReport(this.opener, entry, content);
      if (turn !== this.turn) return false;
      this.known.set(nameOf(entry), report);
      this.steps.opened(report);
      if (performance.now() - since > 10) {
        await othersFirst();
        since = performance.now();
      }
    }
    return turn === this.turn;
  }

  private fetch(batch: Batch | undefined): Promise<ReadonlyMap<string, DeskContent>> {
    const fetched = this.steps
      .fetch(batch?.wanted ?? [])
      .then((contents) => new Map(contents.map((content) => [nameOf(content), content])));
    // It is waited for later; until then its failure is nobody's.
    fetched.catch(() => {});
    return fetched;
  }

  // A report that moved to withdrawn stays open; one with new messages or releases is opened again, one that failed likewise.
  private isOpen(entry: DeskEntry): boolean {
    const known = this.known.get(nameOf(entry));
    if (!known || known.fault !== null || known.answer.records !== entry.records || known.answer.messages !== entry.messages) return false;
    if (known.answer.withdrawn !== entry.withdrawn) this.known.set(nameOf(entry), { ...known, answer: entry });
    return true;
  }

  private forgetOthers({ reports }: DeskIndex): void {
    const names = new Set(reports.map(nameOf));
    for (const name of [...this.known.keys()]) if (!names.has(name)) this.known.delete(name);
  }

  // In the index's order. Those that wait are left out whole, with those that they may be in a group with.
  private progress(index: DeskIndex, waiting: ReadonlySet<string>): Progress {
    const open = index.reports.filter((entry) => !waiting.has(entry.handle)).flatMap((entry) => this.known.get(nameOf(entry)) ?? []);
    // What is gone since the index was asked for is not waited for.
    return { desk: arrange(open, index.groups), opened: open.length, of: waiting.size === 0 ? open.length : index.reports.length };
  }
}

/** Reports that are fetched and opened at once. */
interface Batch {
  readonly wanted: DeskEntry[];
  /** They, and those that are open and may be in a group with them. */
  readonly handles: string[];
}

/**
 * What has to be opened, newest first. Reports that the site says belong together are in one batch, so that no group is
 * ever told by half.
 */
function batchesOf({ reports, groups }: DeskIndex, sizes: BatchSizes, isOpen: (entry: DeskEntry) => boolean): Batch[] {
  const clusterOf = clusters(reports, groups);
  const byCluster = new Map<string, DeskEntry[]>();
  for (const entry of reports) {
    const cluster = clusterOf(entry.handle);
    const together = byCluster.get(cluster);
    if (together) together.push(entry);
    else byCluster.set(cluster, [entry]);
  }
  const batches: Batch[] = [];
  for (const together of byCluster.values()) {
    const wanted = together.filter((entry) => !isOpen(entry));
    if (wanted.length === 0) continue;
    let batch = batches[batches.length - 1];
    if (!batch || batch.wanted.length >= (batches.length === 1 ? sizes.first : sizes.others)) {
      batch = { wanted: [], handles: [] };
      batches.push(batch);
    }
    batch.wanted.push(...wanted);
    batch.handles.push(...together.map(({ handle }) => handle));
  }
  return batches;
}

/** By handle, one handle that stands for all that are joined by groups. */
function clusters(reports: DeskIndex['reports'], groups: DeskIndex['groups']): (handle: string) => string {
  const parents = new Map(reports.map(({ handle }) => [handle, handle]));
  const rootOf = (handle: string): string => {
    let root = handle;
    for (let parent = parents.get(root) ?? root; parent !== root; parent = parents.get(root) ?? root) root = parent;
    parents.set(handle, root);
    return root;
  };
  for (const { members } of groups) for (const { handle } of members) parents.set(rootOf(handle), rootOf(members[0]!.handle));
  return rootOf;
}

/** Lets the page draw, and answer keys and clicks, before it goes on. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
