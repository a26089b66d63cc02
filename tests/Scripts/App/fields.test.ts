import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingWritten } from '../../../src/App/Features/Write/fields.ts';

test('choices alone are nothing written, also where somebody helps', () => {
  assert.equal(nothingWritten({}), true);
  const choices = { together: 'yes', helper: 'friend', agreed: 'yes', country: 'ES', choice: 'hold', quorum: '3', alone: 'no' };
  assert.equal(nothingWritten({ ...choices, organisation: 'workers-centre' }), true);
  for (const told of ['story1', 'story1-about', 'who1-value', 'acts', 'files'])
    assert.equal(nothingWritten({ ...choices, [told]: 'x' }), false);
});
