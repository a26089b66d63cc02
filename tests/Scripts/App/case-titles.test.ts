import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaseTitles, type Titled } from '../../../src/App/Features/Desk/Cases/case-titles.ts';

const titled = (id: string, title: string | null = 'sealed', titleHash = 'h'): Titled => ({
  id,
  title,
  titleId: title === null ? null : `t${id}`,
  titleHash: title === null ? null : titleHash,
});

/** Opens by what the case's id says; counts. */
function sealing(texts: Readonly<Record<string, string | null>>) {
  const asked: string[] = [];
  return {
    asked,
    open: async (id: string) => {
      asked.push(id);
      return texts[id] ?? null;
    },
  };
}

test('a title is found by its words in any order, however they are typed, once it is open', async () => {
  const titles = new CaseTitles(sealing({ a: 'The kitchen of Íñigo', b: 'The van' }));
  const cases = [titled('a'), titled('b'), titled('c', null)];
  const find = (query: string) => cases.filter(titles.finder(query)).map(({ id }) => id);
  assert.deepEqual(find('inigo'), []);
  await titles.openAll(
    cases,
    () => {},
    () => true,
  );
  assert.deepEqual(find('inigo kitch'), ['a']);
  assert.deepEqual(find('the'), ['a', 'b']);
  assert.deepEqual(find('  '), ['a', 'b', 'c']);
});

test('a title that does not open is told from one that nobody gave, and is not tried twice', async () => {
  const box = sealing({ a: null });
  const titles = new CaseTitles(box);
  const [bad, none] = [titled('a'), titled('b', null)];
  assert.equal(titles.of(bad), undefined);
  assert.equal(await titles.open(bad), null);
  assert.equal(await titles.open(bad), null);
  assert.equal(titles.of(bad), null);
  assert.equal(await titles.open(none), undefined);
  assert.deepEqual(box.asked, ['a']);
  assert.equal(titles.opened([bad, none]), 2);
});

test('what the site gives in the place of a known title is opened anew', async () => {
  const box = sealing({ a: 'The van' });
  const titles = new CaseTitles(box);
  await titles.open(titled('a'));
  assert.equal(titles.of(titled('a', 'sealed', 'other')), undefined);
  await titles.open(titled('a', 'sealed', 'other'));
  assert.deepEqual(box.asked, ['a', 'a']);
});

test('opening ends when nobody looks any more', async () => {
  const box = sealing({});
  await new CaseTitles(box).openAll([titled('a'), titled('b')], assert.fail, () => false);
  assert.deepEqual(box.asked, []);
});
