import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '../../../src/App/Features/Letters/letter-list.ts';

const place = { deployment: new Uint8Array(16), organisation: 'o', caseId: new Uint8Array(16), of: 'respondent-1' };
const text = (id: string, { n }: Record<string, string | number> = {}) => (n === undefined ? id : `${id} ${n}`);
const parties = ['respondent-1', 'adviser-1', 'adviser-2'];
const names = (party: string) => parties.map((named) => nameOf(named, { party, place }, text));

test('whoever reads is you, and an adviser reads of another adviser by the number and never as of their own', () => {
  assert.deepEqual(names('respondent-1'), ['messages.you', 'letters.holder.adviser 1', 'letters.holder.adviser 2']);
  assert.deepEqual(names('adviser-1'), ['letters.by.other', 'messages.you', 'letters.holder.adviser 2']);
  assert.deepEqual(names('adviser-2'), ['letters.by.other', 'letters.holder.adviser 1', 'messages.you']);
});
