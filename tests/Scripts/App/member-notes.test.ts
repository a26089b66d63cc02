import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailed } from '../../../src/App/Features/Desk/desk-api.ts';
import { MemberNotes } from '../../../src/App/Features/Desk/Notes/member-notes.ts';
import type { SealedVersion, SheetsAnswer } from '../../../src/App/Features/Desk/Notes/notes-api.ts';
import { dueFirst, isWanted } from '../../../src/App/Features/Desk/Notes/notes-found.ts';
import type { DeskReport, Section } from '../../../src/App/Features/Desk/opened-desk.ts';
import type { KeyRing } from '../../../src/Escrow/Releasing/unlock.ts';
import { emptySheet, type Sheet } from '../../../src/Escrow/Sheets/sheet.ts';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { toBase64Url } from '../../../src/Sealing/wire.ts';

const handle = toBase64Url(new Uint8Array(16).fill(7));
const colleagues = [
  { id: 'ana', name: 'Ana Lima' },
  { id: 'rosa', name: 'Rosa Prieto' },
];

/** As the site does it: the newest version of each, and none that does not follow. */
class Site {
  private rows: (SealedVersion & { owner: string | null; sequence: number })[] = [];
  private sequence = 0;

  of(member: string) {
    return {
      sheets: async (after: number): Promise<SheetsAnswer> => {
        const sheets = this.rows.filter((r) => r.sequence > after && (r.owner === null || r.owner === member));
        return { sheets, last: sheets[sheets.length - 1]?.sequence ?? after, more: false, colleagues };
      },
      write: async (posted: SealedVersion) => {
        const owner = posted.own ? member : null;
        const now = this.rows.find((r) => r.handle === posted.handle && r.owner === owner);
        if ((now?.version ?? 0) + 1 !== posted.version) throw new CallFailed('sheet-changed');
        this.rows = [...this.rows.filter((r) => r !== now), { ...posted, owner, sequence: ++this.sequence }];
        return {};
      },
    };
  }

  /** What the site would hand to somebody for whom it is not. */
  all = async (): Promise<SheetsAnswer> => ({ sheets: this.rows, last: this.sequence, more: false, colleagues });
}

const [first, second] = await Promise.all([1, 2].map((byte) => organisationKeyFromMaster(new Uint8Array(32).fill(byte))));
const ring: KeyRing = { keys: [{ epoch: 1, key: first! }], isCurrent: true, isWhole: true };
const notesOf = (site: Site, member: string, held = ring) =>
  new MemberNotes(site.of(member), { ring: held, deployment: new Uint8Array(16), member });
const note = (by: string, text: string) => ({
  id: toBase64Url(new TextEncoder().encode(text.padEnd(16).slice(0, 16))),
  by,
  hour: '2026-11-23T21Z',
  text,
});

test('two who save at once both have their words, and each is told where the other chose first', async () => {
  const site = new Site();
  const [ana, rosa] = [notesOf(site, 'ana'), notesOf(site, 'rosa')];
  await Promise.all([ana.take(), rosa.take()]);
  await ana.save(handle, false, emptySheet, { ...emptySheet, notes: [note('ana', 'Called her.')], labels: ['urgent'], assigned: 'ana' });
  const mine = { ...emptySheet, notes: [note('rosa', 'Wrote to her.')], labels: ['lawyer'], assigned: 'rosa', due: '2026-12-03' };
  const saved = await rosa.save(handle, false, emptySheet, mine);
  assert.ok(saved.met);
  assert.deepEqual(saved.kept, ['assigned']);
  await ana.take();
  assert.deepEqual(ana.team(handle), rosa.team(handle));
  assert.deepEqual(
    ana.team(handle).notes.map((n) => n.text),
    ['Called her.', 'Wrote to her.'],
  );
  assert.deepEqual([ana.team(handle).assigned, ana.team(handle).due, ana.labels()], ['ana', '2026-12-03', ['lawyer', 'urgent']]);
});

test("a member's own notes open for nobody else, though the site hand them over", async () => {
  const site = new Site();
  const ana = notesOf(site, 'ana');
  await ana.save(handle, true, emptySheet, { ...emptySheet, notes: [note('ana', 'Only mine.')] });
  const rosa = new MemberNotes({ ...site.of('rosa'), sheets: site.all }, { ring, deployment: new Uint8Array(16), member: 'rosa' });
  await rosa.take();
  assert.deepEqual(rosa.own(handle), emptySheet);
  assert.ok(rosa.isClosed(handle, true));
  await assert.rejects(rosa.save(handle, true, emptySheet, { ...emptySheet, notes: [note('rosa', 'Over it.')] }));
});

test('after a change of the key old notes open by the old one and new ones are sealed under the new one alone', async () => {
  const site = new Site();
  const ana = notesOf(site, 'ana');
  const before = await ana.save(handle, false, emptySheet, { ...emptySheet, notes: [note('ana', 'Before.')] });
  const rosa = notesOf(site, 'rosa', { keys: [{ epoch: 2, key: second! }, ...ring.keys], isCurrent: true, isWhole: true });
  await rosa.take();
  assert.deepEqual(rosa.team(handle), before.sheet);
  await rosa.save(handle, false, before.sheet, { ...before.sheet, labels: ['after'] });
  const behind = notesOf(site, 'ana', { ...ring, isCurrent: false });
  await behind.take();
  assert.ok(behind.isClosed(handle, false));
  const other = toBase64Url(new Uint8Array(16).fill(8));
  const refused = (e: unknown) => e instanceof CallFailed && e.reason === 'new-key';
  await assert.rejects(behind.save(other, false, emptySheet, { ...emptySheet, labels: ['under the old key'] }), refused);
});

test('what is too long is refused before anything is sent', async () => {
  const site = new Site();
  const ana = notesOf(site, 'ana');
  await assert.rejects(ana.save(handle, false, emptySheet, { ...emptySheet, notes: [note('ana', 'x'.repeat(70_000))] }), RangeError);
  assert.deepEqual((await site.all()).sheets, []);
});

const asking = { member: 'ana', today: '2026-12-03' };
const wanted = (sheet: Partial<Sheet>, work: Parameters<typeof isWanted>[1]['work'], label = '') =>
  isWanted({ ...emptySheet, ...sheet }, { work, label }, asking);

test('what two set aside is shown only when asked for; what one doubts stays', () => {
  const doubted = { by: 'ana', hour: '2026-11-23T21Z', confirmed: null };
  const aside = { ...doubted, confirmed: 'rosa' };
  assert.ok(wanted({ aside: doubted }, '') && wanted({ aside: doubted }, 'doubted') && !wanted({ aside: doubted }, 'aside'));
  assert.ok(!wanted({ aside }, '') && !wanted({ aside, assigned: 'ana' }, 'mine') && wanted({ aside }, 'aside'));
});

test('the list is narrowed by who has it, by day and by label', () => {
  assert.ok(wanted({ assigned: 'ana' }, 'mine') && !wanted({ assigned: 'rosa' }, 'mine') && wanted({}, 'nobody'));
  assert.ok(wanted({ due: '2026-12-03' }, 'due') && wanted({ due: '2026-11-30' }, 'due') && !wanted({ due: '2026-12-04' }, 'due'));
  assert.ok(wanted({ due: '2026-12-10' }, 'soon') && !wanted({ due: '2026-12-11' }, 'soon') && !wanted({}, 'soon'));
  assert.ok(wanted({ labels: ['urgent'] }, '', 'urgent') && !wanted({ labels: ['urgent'] }, '', 'lawyer'));
});

test('by their days: the earliest first, each once, the others under their headings', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ handle: name }) as DeskReport);
  const dues: Record<string, string> = { b: '2026-12-03', c: '2026-11-30' };
  const sections: Section[] = [
    { kind: 'group', group: null, reports: [a!, b!], newest: '' },
    { kind: 'direct', group: null, reports: [b!, c!], newest: '' },
  ];
  const ordered = dueFirst(sections, ({ handle: name }) => dues[name] ?? null);
  assert.deepEqual(
    ordered.map((s) => [s.kind, s.reports.map((r) => r.handle).join()]),
    [
      ['due', 'c,b'],
      ['group', 'a'],
    ],
  );
});
