import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Words } from '../../../src/App/Components/Texts/words.ts';
import { Facts } from '../../../src/App/Features/Desk/facts.ts';
import { arrange, openReport } from '../../../src/App/Features/Desk/opened-desk.ts';
import { OwnWords } from '../../../src/App/Features/Desk/own-words.ts';
import type { Piece } from '../../../src/Escrow/Depositing/piece.ts';
import { toBase64Url } from '../../../src/Sealing/wire.ts';
import { type Deployment, makeDeployment } from '../Escrow/trial-deployment.ts';
import { entryOf, fingerprintOf, aGroup as group, type Released, released as releasedBy } from './released-reports.ts';

let deployment: Deployment;
before(async () => {
  deployment = await makeDeployment();
});

const released = (kind: string, hour: string, options: Parameters<typeof releasedBy>[3] = {}) =>
  releasedBy(deployment, kind, hour, options);

async function open({ reports, groups }: { reports: readonly Released[]; groups: readonly ReturnType<typeof group>[] }) {
  const opener = { manifest: deployment.manifest, keys: [deployment.organisation], organisation: 'workers-centre', fingerprintOf };
  return arrange(await Promise.all(reports.map((report) => openReport(opener, entryOf(report), report))), groups);
}

test('groups come first by their newest release, those sent directly under one heading', async () => {
  const [old, fresh, a, b] = [
    await released('email', '2026-10-01T10Z'),
    await released('email', '2026-11-01T10Z'),
    await released('phone', '2026-11-20T10Z'),
    await released('phone', '2026-11-20T10Z'),
  ];
  const desk = await open({ reports: [old, fresh, a, b], groups: [group([a, b])] });
  assert.deepEqual(
    // Two that were released in the same hour lie in no order that the page promises.
    desk.sections
      .map((s) => [s.kind, s.reports.map((r) => r.handle)])
      .map(([kind, handles]) => [kind, kind === 'group' ? [...handles!].sort() : handles]),
    [
      ['group', [a.handle, b.handle].sort()],
      ['direct', [fresh.handle, old.handle]],
    ],
  );
  assert.deepEqual(desk.sections[0]!.group!.kinds, ['phone']);
});

test('a report that fails a check is shown as refused with the check, never as sent directly', async () => {
  const bad = await released('email', '2026-11-01T10Z', { tampered: true });
  const desk = await open({ reports: [bad], groups: [] });
  assert.equal(desk.sections[0]!.kind, 'refused');
  assert.equal(desk.reports[0]!.fault, 'content-hash');
  assert.equal(desk.reports[0]!.opened, null);
});

test('a report that the site puts into a group, and no run did, is shown as sent directly', async () => {
  const [a, b] = [await released('phone', '2026-11-20T10Z'), await released('phone', '2026-11-20T10Z')];
  const desk = await open({ reports: [a, b], groups: [{ ...group([a, b]), tag: toBase64Url(new Uint8Array(8)) }] });
  assert.deepEqual(
    desk.sections.map((s) => s.kind),
    ['direct'],
  );
});

test('one report under two names is refused under the other, and does not agree with itself', async () => {
  const a = await released('phone', '2026-11-20T10Z');
  const again = { ...a, handle: toBase64Url(new Uint8Array(16).fill(7)) };
  const desk = await open({ reports: [a, again], groups: [group([a, again])] });
  assert.deepEqual(
    desk.sections.map((s) => [s.kind, s.reports.length]),
    [
      ['direct', 1],
      ['refused', 1],
    ],
  );
  assert.equal((await open({ reports: [{ ...a, version: 2 }], groups: [] })).reports[0]!.fault, 'wrong-place');
});

test('a reporter waits when the last message is theirs', async () => {
  const theirs = await released('email', '2026-11-01T10Z', { message: 0 });
  const ours = await released('email', '2026-11-01T10Z', { message: 1 });
  const desk = await open({ reports: [theirs, ours], groups: [] });
  assert.deepEqual(
    desk.reports.map((r) => r.waiting),
    [true, false],
  );
});

const words = new Words({
  language: 'en',
  rule: 'n != 1',
  messages: {
    'desk.group.agree': ['{n} report agrees on {kinds}', '{n} reports agree on {kinds}'],
    'desk.group.possible': ['', '{n} reports may mean the same person'],
    'desk.agree.phone': ['a phone number'],
    'desk.agree.name': ['a name and place'],
    'desk.elsewhere.named': ['{n} went to {organisation}.', '{n} went to {organisation}.'],
    'desk.elsewhere.unnamed': ['{n} went elsewhere.', '{n} went elsewhere.'],
    'desk.report.story': ['What happened'],
    'desk.report.written': ['Written on {day}.'],
    'desk.pieces.unknown': ['does not know when'],
  },
});

const own = new OwnWords([
  { id: 'kitchens', version: 2, questions: { shift: { title: 'Which shift?', options: { night: 'the night shift' } } } },
  { id: 'kitchens', version: 1, questions: { shift: { title: 'When do you work?', options: { late: 'the late shift' } } } },
]);

test('a group is told as a fact, with the others elsewhere by number', async () => {
  const facts = new Facts(words, deployment.manifest, own);
  const [a, b] = [await released('phone', '2026-11-20T10Z'), await released('phone', '2026-11-20T10Z')];
  const elsewhere = [
    { organisation: 'legal-aid', count: 1 },
    { organisation: null, count: 2 },
  ];
  const { sections } = await open({ reports: [a, b], groups: [group([a, b], elsewhere)] });
  assert.equal(facts.section(sections[0]!), '5 reports agree on a phone number');
  assert.deepEqual(facts.elsewhere(elsewhere), ['1 went to Legal Aid.', '2 went elsewhere.']);
});

test('contents of a possible match may not be read together until people have checked it', async () => {
  const facts = new Facts(words, deployment.manifest, own);
  const [a, b] = [await released('name', '2026-11-20T10Z'), await released('name', '2026-11-20T10Z')];
  const { sections } = await open({ reports: [a, b], groups: [group([a, b])] });
  const { group: possible } = sections[0]!;
  assert.equal(facts.section(sections[0]!), '2 reports may mean the same person');
  assert.equal(facts.mayReadTogether(possible!, new Set()), false);
  assert.equal(facts.mayReadTogether(possible!, new Set(['another'])), false);
  const { groupKey } = await import('../../../src/App/Features/Desk/facts.ts');
  assert.equal(facts.mayReadTogether(possible!, new Set([groupKey(possible!)])), true);
});

test('a report reads as it was asked: under the words of its questionnaire and version', async () => {
  const facts = new Facts(words, deployment.manifest, own);
  const { reports } = await open({ reports: [await released('phone', '2026-11-20T10Z')], groups: [] });
  const { document } = reports[0]!.opened!;
  const under = (version: number, id = 'kitchens') => ({ ...document, questionnaire: { id, version } });
  assert.equal(facts.question(under(2), 'shift'), 'Which shift?');
  assert.equal(facts.question(under(1), 'shift'), 'When do you work?');
  assert.equal(facts.option(under(2), 'shift', 'night'), 'the night shift');
  assert.equal(facts.option(under(2), 'shift', 'late'), 'the late shift');
  assert.equal(facts.option(under(2, 'core'), 'shift', 'night'), 'night');
});

test('a question or value that is called as what every object has is shown as it is', async () => {
  const facts = new Facts(words, deployment.manifest, own);
  const { reports } = await open({ reports: [await released('phone', '2026-11-20T10Z')], groups: [] });
  const document = { ...reports[0]!.opened!.document, questionnaire: { id: 'kitchens', version: 2 } };
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal(facts.question(document, name), name);
    assert.equal(facts.option(document, name, 'night'), 'night');
    assert.equal(facts.option(document, 'shift', name), name);
  }
  assert.equal(facts.question(document, 'story'), 'What happened');
});

test('the time of a piece is told as vaguely as it was given', () => {
  const facts = new Facts(words, deployment.manifest, own);
  const time = (piece: Partial<Piece>) => facts.time({ text: '', ...piece });
  assert.equal(time({ about: 'before Easter', year: 2024, month: 3 }), 'before Easter, March 2024');
  assert.equal(time({ year: 2024 }), '2024');
  assert.equal(time({ month: 12 }), 'December');
  assert.equal(time({ unknown: true }), 'does not know when');
  assert.equal(time({}), '');
});

test('a title is the first sentence of what was written', async () => {
  const facts = new Facts(words, deployment.manifest, own);
  const { reports } = await open({ reports: [await released('phone', '2026-11-20T10Z')], groups: [] });
  assert.equal(facts.title(reports[0]!), 'He kept asking me to meet after my shift.');
  assert.equal(facts.day('2026-11-23T21Z'), '23 November 2026');
});
