import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { DeskEntry } from '../../../src/App/Features/Desk/desk-api.ts';
import { DeskOpening, type Progress } from '../../../src/App/Features/Desk/desk-opening.ts';
import type { DeskReport } from '../../../src/App/Features/Desk/opened-desk.ts';
import { type Deployment, makeDeployment } from '../Escrow/trial-deployment.ts';
import { aGroup, entryOf, fingerprintOf, type Released, released } from './released-reports.ts';

let deployment: Deployment;
const all: Released[] = [];
before(async () => {
  deployment = await makeDeployment();
  for (let i = 0; i < 8; i++) all.push(await released(deployment, 'phone', '2026-11-20T10Z'));
});

/** An opening whose site gives what it has, and what was asked of it and shown. */
function desk(has: readonly Released[] = all) {
  const fetched: string[][] = [];
  const shown: Progress[] = [];
  const opened: DeskReport[] = [];
  const site = { has, failing: false };
  const opener = { manifest: deployment.manifest, keys: [deployment.organisation], organisation: 'workers-centre', fingerprintOf };
  const steps = {
    fetch: async (wanted: readonly DeskEntry[]) => {
      if (site.failing && wanted.length > 0) throw new Error('unreachable');
      if (wanted.length > 0) fetched.push(wanted.map((w) => `${w.handle}.${w.version}`));
      return site.has.filter((r) => wanted.some((w) => w.handle === r.handle && w.version === r.version));
    },
    opened: (report: DeskReport) => void opened.push(report),
    show: (progress: Progress) => void shown.push(progress),
  };
  const opening = new DeskOpening(opener, steps, { first: 2, others: 4 });
  return { opening, site, fetched, shown, opened };
}

const index = (reports: readonly Released[], groups: ReturnType<typeof aGroup>[] = []) => ({ reports: reports.map(entryOf), groups });

test('the first few are shown at once, newest first, and in the end all are open', async () => {
  const { opening, fetched, shown, opened } = desk();
  await opening.open(index(all));
  assert.deepEqual(
    fetched.map((names) => names.length),
    [2, 4, 2],
  );
  assert.deepEqual([shown[0]!.opened, shown[0]!.of], [2, 8]);
  assert.deepEqual([shown[shown.length - 1]!.opened, shown[shown.length - 1]!.of], [8, 8]);
  assert.equal(opened.length, 8);
});

test('a group is never shown by half: the newest brings along those that it agrees with', async () => {
  const [a, b] = [all[0]!, all[1]!];
  const others = all.slice(2);
  const { opening, shown } = desk();
  await opening.open(index([a, ...others, b], [aGroup([a, b])]));
  assert.equal(shown[0]!.desk.sections.find((s) => s.kind === 'group')?.reports.length, 2);
  assert.ok(shown.length > 1);
});

test('what is open is not fetched again, what has new messages or releases is', async () => {
  const { opening, fetched, shown } = desk();
  const three = all.slice(0, 3);
  await opening.open(index(three));
  await opening.open(index(three));
  assert.equal(fetched.flat().length, 3);
  const changed = three.map(entryOf).map((entry, i): DeskEntry => (i === 1 ? { ...entry, messages: 1 } : { ...entry, withdrawn: true }));
  await opening.open({ reports: changed, groups: [] });
  assert.equal(fetched.flat().length, 4);
  assert.deepEqual(fetched[fetched.length - 1], [`${three[1]!.handle}.1`]);
  assert.deepEqual(
    shown[shown.length - 1]!.desk.reports.map((r) => r.answer.withdrawn),
    [true, false, true],
  );
});

test('where the site stops answering, what was opened stays and the next time goes on', async () => {
  const { opening, site, shown, fetched } = desk();
  await opening.open(index(all.slice(0, 2)));
  site.failing = true;
  await assert.rejects(opening.open(index(all.slice(0, 4))));
  site.failing = false;
  await opening.open(index(all.slice(0, 4)));
  assert.equal(fetched[1]!.length, 2);
  assert.equal(shown[shown.length - 1]!.opened, 4);
});

test('a report that is gone since is not waited for', async () => {
  const { opening, shown } = desk(all.slice(0, 2));
  await opening.open(index(all.slice(0, 3)));
  const last = shown[shown.length - 1]!;
  assert.deepEqual([last.opened, last.of, last.desk.reports.length], [2, 2, 2]);
});

test('after it was stopped nothing more is opened or shown', async () => {
  const { opening, shown, opened } = desk();
  const under = opening.open(index(all));
  opening.stop();
  await under;
  assert.deepEqual([shown.length, opened.length], [0, 0]);
});
