import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Fields } from '../../../src/App/Features/Write/fields.ts';
import { asked, factsOf, readersOf } from '../../../src/App/Features/Write/questionnaire.ts';
import { hourOf, toDraft, toFields } from '../../../src/App/Features/Write/report-draft.ts';
import { core } from './core.ts';

interface Case {
  name: string;
  sealing?: 'site';
  fields: Fields;
  asked: string[];
  readers: string[];
  back?: string[];
  quorum: unknown;
  identifiers: unknown[];
  answers?: unknown;
}

const { cases } = JSON.parse(readFileSync('vectors/questionnaire.json', 'utf8')) as { cases: Case[] };

for (const expected of cases) {
  test(`vector: ${expected.name}`, () => {
    const facts = factsOf(core, expected.fields, expected.sealing);
    assert.deepEqual(
      asked(core, facts).map((q) => q.id),
      expected.asked,
    );
    assert.deepEqual(
      readersOf(core, facts)
        .filter((r) => r.time !== 'back')
        .map((r) => r.text),
      expected.readers,
    );
    if (expected.back) {
      // What whoever came back is shown, before anybody wrote to her and with one version.
      const back = readersOf(core, { ...facts, answered: 'no', earlier: 'no' }).filter((r) => r.time === 'back');
      assert.deepEqual(
        back.map((r) => r.text),
        expected.back,
      );
    }
    const draft = toDraft(core, expected.fields, '2026-11-23T21Z');
    assert.equal(draft.quorum, expected.quorum);
    assert.deepEqual(draft.identifiers, expected.identifiers);
    if (expected.answers) assert.deepEqual(draft.answers, expected.answers);
  });

  test(`what was sealed can be changed: ${expected.name}`, () => {
    const draft = toDraft(core, expected.fields, '2026-11-23T21Z');
    assert.deepEqual(toDraft(core, toFields(draft), '2026-11-23T21Z'), draft);
  });
}

test('the hour is written as docs/formats/notation.md says', () => {
  assert.equal(hourOf(new Date('2026-11-23T21:59:59.999Z')), '2026-11-23T21Z');
});
