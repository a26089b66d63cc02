import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { carriedFields } from '../../../src/App/Features/Write/carried-fields.ts';
import { unaskedAnswers } from '../../../src/App/Features/Write/earlier.ts';
import type { Fields } from '../../../src/App/Features/Write/fields.ts';
import { hourOf } from '../../../src/App/Features/Write/hour-of.ts';
import { mendsOf } from '../../../src/App/Features/Write/mends.ts';
import { asked, type Condition, factsOf, holds, readersOf } from '../../../src/App/Features/Write/questionnaire.ts';
import { toDraft, toFields } from '../../../src/App/Features/Write/report-draft.ts';
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
  mends?: Record<string, string>;
}

interface ConditionCase {
  name: string;
  when: Condition[];
  fields: Fields;
  holds: boolean;
}

const { cases, conditions } = JSON.parse(readFileSync('vectors/questionnaire.json', 'utf8')) as {
  cases: Case[];
  conditions: ConditionCase[];
};

for (const { name, when, fields, holds: expected } of conditions) {
  test(`condition: ${name}`, () => assert.equal(holds(when, factsOf(core, fields)), expected));
}

for (const expected of cases) {
  test(`vector: ${expected.name}`, async () => {
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
    if (expected.mends) {
      const mends = await mendsOf('story', core, expected.fields);
      assert.deepEqual(Object.fromEntries(mends.map((mend) => [mend.at, mend.text])), expected.mends);
    }
  });

  test(`what was sealed can be changed: ${expected.name}`, () => {
    const draft = toDraft(core, expected.fields, '2026-11-23T21Z');
    assert.deepEqual(toDraft(core, toFields(draft, core), '2026-11-23T21Z'), draft);
  });
}

test('a report of the first version opens under the questions of today and loses nothing', () => {
  const first = {
    ...toDraft(core, { organisation: 'legal-aid' }, '2026-11-23T21Z'),
    questionnaire: { id: 'core', version: 1 },
    answers: { story: 'all of it', acts: ['B03'], where: 'hotel', country: 'ES', when: 'in spring', shift: 'night' },
  };
  const again = toDraft(core, toFields(first, core), '2026-11-23T21Z');
  assert.deepEqual(again.questionnaire, { id: 'core', version: 2 });
  assert.deepEqual(again.answers.story, [{ text: 'all of it', about: 'in spring' }]);
  assert.deepEqual([again.answers.acts, again.answers.where, again.answers.country], [['B03'], 'hotel', 'ES']);
  assert.deepEqual(unaskedAnswers(first, core), { shift: 'night' });
});

test('a draft that a tab kept before there were pieces is carried into the first one', () => {
  const kept = { story: 'words', when: 'in spring', acts: ['B03'] };
  assert.deepEqual(carriedFields(kept, core), { story1: 'words', 'story1-about': 'in spring', acts: ['B03'] });
  assert.deepEqual(carriedFields({ story1: 'new', story: 'old' }, core), { story1: 'new' });
});

test('what is longer than a report can hold is said at its question', async () => {
  const [mend] = await mendsOf('story', core, { story1: 'x'.repeat(30_000), story2: 'x'.repeat(10_001) });
  assert.deepEqual(mend, { question: 'story', at: 'story', text: 'write.too-long' });
  assert.deepEqual(await mendsOf('story', core, { story1: 'x'.repeat(30_000), story2: 'x'.repeat(10_000) }), []);
  assert.equal((await mendsOf('saw', core, { 'saw-note': 'x'.repeat(501) }))[0]?.text, 'write.too-long');
  assert.equal((await mendsOf('describe', core, { describe: 'x'.repeat(2001) }))[0]?.text, 'write.too-long');
});

test('the hour is written as docs/formats/notation.md says', () => {
  assert.equal(hourOf(new Date('2026-11-23T21:59:59.999Z')), '2026-11-23T21Z');
});

test('without consent nothing that was written together is sealed', async () => {
  const at = { question: 'agreed', at: 'agreed', text: 'agreed.error' };
  assert.deepEqual(await mendsOf('agreed', core, { together: 'yes' }), [at]);
  assert.deepEqual(await mendsOf('agreed', core, { together: 'yes', agreed: 'no' }), [at]);
  assert.deepEqual(await mendsOf('agreed', core, { together: 'yes', agreed: 'yes' }), []);
  assert.deepEqual(await mendsOf('agreed', core, { agreed: 'no' }), []);
});
