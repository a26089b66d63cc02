import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GroupAnswer } from '../../../src/Escrow/Releasing/groups.ts';
import { provenGroups } from '../../../src/Escrow/Releasing/proven-groups.ts';
import type { OpenedReport, OpenedSlot } from '../../../src/Escrow/Releasing/report-opener.ts';
import { toBase64Url } from '../../../src/Sealing/wire.ts';

const run = new Uint8Array(16).fill(9);
const tag = new Uint8Array(8).fill(5);
const slot = (change: Partial<OpenedSlot> = {}): OpenedSlot => ({ slot: 0, run, tag, identifier: 0, fingerprint: 7n, ...change });
const group = (members: string, elsewhere: GroupAnswer['elsewhere'] = []): GroupAnswer => ({
  run: toBase64Url(run),
  tag: toBase64Url(tag),
  members: [...members].map((handle) => ({ handle, version: 1, slot: 0 })),
  elsewhere,
});
const proven = (answer: GroupAnswer, slots: Record<string, OpenedSlot>): string =>
  provenGroups([answer], (handle) => (slots[handle] ? ({ slots: [slots[handle]] } as unknown as OpenedReport) : null))[0]!
    .members.map((m) => m.handle)
    .join('');

test('a group whose members carry its run, its tag and one fingerprint stays as it is', () => {
  assert.equal(proven(group('ab'), { a: slot(), b: slot() }), 'ab');
});

test('the site cannot put a report into a group that its records do not name', () => {
  assert.equal(proven(group('abc'), { a: slot(), b: slot(), c: slot({ tag: new Uint8Array(8) }) }), 'ab');
  assert.equal(proven(group('abc'), { a: slot(), b: slot(), c: slot({ run: new Uint8Array(16) }) }), 'ab');
  assert.equal(proven(group('abc'), { a: slot(), b: slot(), c: slot({ slot: 1 }) }), 'ab');
  assert.equal(proven(group('abc'), { a: slot(), b: slot() }), 'ab');
});

test('a report is in no group by a fingerprint that its text calls padding', () => {
  assert.equal(proven(group('abc'), { a: slot(), b: slot(), c: slot({ identifier: null }) }), 'ab');
  assert.equal(proven(group('a', [{ organisation: null, count: 1 }]), { a: slot({ identifier: null }) }), '');
});

test('padding alone stays: the report was sent directly', () => {
  assert.equal(proven(group('a'), { a: slot({ identifier: null }) }), 'a');
});

test('reports with different fingerprints are no group, whatever tag they carry', () => {
  assert.equal(proven(group('ab'), { a: slot(), b: slot({ fingerprint: 8n }) }), '');
});
