import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Words } from '../../../src/App/Components/Texts/words.ts';
import type { DeskAnswer, DeskReportAnswer } from '../../../src/App/Features/Desk/desk-api.ts';
import { Facts } from '../../../src/App/Features/Desk/facts.ts';
import { openDesk } from '../../../src/App/Features/Desk/opened-desk.ts';
import { OwnWords } from '../../../src/App/Features/Desk/own-words.ts';
import type { Piece } from '../../../src/Escrow/Depositing/piece.ts';
import type { ReportIdentifier } from '../../../src/Escrow/Depositing/report-document.ts';
import { sealReport } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { sealMessage } from '../../../src/Escrow/Messages/message.ts';
import type { Elsewhere } from '../../../src/Escrow/Releasing/groups.ts';
import { openReleasedReport } from '../../../src/Escrow/Releasing/report-opener.ts';
import { receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { aDraft, aReceiptSeed, type Deployment, makeDeployment, release } from '../Escrow/trial-deployment.ts';

let deployment: Deployment;
const run = new Uint8Array(16).fill(9);
const tag = new Uint8Array(8).fill(5);
before(async () => {
  deployment = await makeDeployment();
});

const fingerprintOf = async (_: unknown, identifier: ReportIdentifier) => BigInt(identifier.value.length);

/** A report that was released in slot 0's stead by the identifier of this kind. */
async function released(
  kind: string,
  releasedHour: string,
  options: { message?: 0 | 1; tampered?: boolean } = {},
): Promise<DeskReportAnswer & { slot: number }> {
  const keys = await receiptKeysFromSeed(aReceiptSeed());
  const identifiers = [{ kind, value: `value of ${kind}`, mayRelease: true }];
  const fingerprints = [await fingerprintOf(null, identifiers[0]!)];
  const body = await sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document: aDraft({ identifiers, quorum: 1 }),
    fingerprints,
    number: 0,
  });
  const { handle } = decodeStatement(fromBase64Url(body.statement));
  const whole = { ...body, records: await release(deployment, body, [0, 1, 2, 3]) };
  const { document } = await openReleasedReport(deployment.manifest, [deployment.organisation], whole, fingerprintOf);
  const slot = document.slots.indexOf(0);
  const thread = { deployment: deployment.manifest.deployment, handle, threadKey: document.threadKey };
  const { message } = options;
  const signer = message === 0 ? keys.signing : deployment.organisation.signing;
  const messages =
    message === undefined
      ? []
      : [{ ...(await sealMessage(thread, message, signer, 'hello', releasedHour)), direction: message, hour: releasedHour }];
  const records = await release(deployment, body, [slot], [0, 1], (r) => ({ ...r, slots: r.slots.map((s) => ({ ...s, tag })) }), run);
  const content = options.tampered ? body.escrowed : body.content;
  return {
    ...body,
    content,
    handle: toBase64Url(handle),
    version: 1,
    hour: releasedHour,
    releasedHour,
    withdrawn: false,
    records,
    messages,
    slot,
  };
}

const group = (members: (DeskReportAnswer & { slot: number })[], elsewhere: Elsewhere[] = []) => ({
  run: toBase64Url(run),
  tag: toBase64Url(tag),
  members: members.map(({ handle, version, slot }) => ({ handle, version, slot })),
  elsewhere,
});
const open = (answer: DeskAnswer) => openDesk(deployment.manifest, [deployment.organisation], 'workers-centre', answer, fingerprintOf);

test('groups come first by their newest release, those sent directly under one heading', async () => {
  const [old, fresh, a, b] = [
    await released('email', '2026-10-01T10Z'),
    await released('email', '2026-11-01T10Z'),
    await released('phone', '2026-11-20T10Z'),
    await released('phone', '2026-11-20T10Z'),
  ];
  const desk = await open({ reports: [old, fresh, a, b], groups: [group([a, b])] });
  assert.deepEqual(
    desk.sections.map((s) => [s.kind, s.reports.map((r) => r.handle)]),
    [
      ['group', [a.handle, b.handle]],
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
