import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GroupAnswer, mergeGroups } from '../../../src/Escrow/Releasing/groups.ts';

const group = (run: string, tag: string, members: string, elsewhere: GroupAnswer['elsewhere'] = []): GroupAnswer => ({
  run,
  tag,
  members: members.split(' ').map((m) => ({ handle: m[0]!, version: 1, slot: Number(m[1]) })),
  elsewhere,
});
/** Slot 0 holds a phone, 1 an e-mail address, 2 a name, 3 padding. */
const kindOf = (_: string, __: number, slot: number) => ['phone', 'email', 'name', null][slot]!;

test('two tags of one run with the same reports are one group that agrees on both kinds', () => {
  const groups = mergeGroups([group('r1', 't1', 'a0 b0'), group('r1', 't2', 'b1 a1')], kindOf);
  assert.deepEqual(groups, [{ run: 'r1', handles: ['a', 'b'], elsewhere: [], size: 2, kinds: ['email', 'phone'], possible: false }]);
});

test('identifiers are not chained: two pairs stay two groups', () => {
  const groups = mergeGroups([group('r1', 't1', 'a0 b0'), group('r1', 't2', 'b1 c1')], kindOf);
  assert.deepEqual(
    groups.map((g) => g.handles.join('')),
    ['ab', 'bc'],
  );
});

test('a report that was sent directly is not a group', () => {
  assert.deepEqual(mergeGroups([group('r1', 't1', 'a3')], kindOf), []);
});

test('one report here and others elsewhere are a group, with their number', () => {
  const [only] = mergeGroups([group('r1', 't1', 'a0', [{ organisation: 'legal-aid', count: 2 }])], kindOf);
  assert.equal(only!.size, 3);
  assert.deepEqual(only!.elsewhere, [{ organisation: 'legal-aid', count: 2 }]);
});

test('a match on a name alone is possible, with anything strong beside it is not', () => {
  assert.equal(mergeGroups([group('r1', 't1', 'a2 b2')], kindOf)[0]!.possible, true);
  assert.equal(mergeGroups([group('r1', 't1', 'a2 b2'), group('r1', 't2', 'a0 b0')], kindOf)[0]!.possible, false);
});

test('a group that grew in a later run is shown once', () => {
  const groups = mergeGroups([group('r2', 't2', 'a0 b0 c0'), group('r1', 't1', 'a0 b0')], kindOf);
  assert.deepEqual(
    groups.map((g) => g.handles.join('')),
    ['abc'],
  );
});

test('a group of other kinds is not swallowed by a larger one', () => {
  const groups = mergeGroups([group('r2', 't2', 'a2 b2 c2'), group('r1', 't1', 'a0 b0')], kindOf);
  assert.equal(groups.length, 2);
});
