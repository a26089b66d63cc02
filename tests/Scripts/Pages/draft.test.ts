import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThreeShifts } from '../../../src/App/Components/Bar/exit-page.ts';
import { TabMemory } from '../../../src/App/Features/Write/draft.ts';

function store(refuses = false) {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (refuses) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
    removeItem: (key: string) => void held.delete(key),
  };
}

test('a draft is there again after a refresh, with the question that was shown', () => {
  const held = store();
  new TabMemory(held).draft = { fields: { story: 'words', acts: ['B03'] }, at: 'acts' };
  assert.deepEqual(new TabMemory(held).draft, { fields: { story: 'words', acts: ['B03'] }, at: 'acts' });
});

test('erasing leaves nothing', () => {
  const held = store();
  const memory = new TabMemory(held);
  memory.draft = { fields: { story: 'words' }, at: 'story' };
  memory.sealed = { digits: '1' };
  memory.erase();
  assert.equal(held.held.size, 0);
});

test('a full or foreign storage does not stop anyone from writing', () => {
  const memory = new TabMemory(store(true));
  memory.draft = { fields: {}, at: 'story' };
  assert.equal(memory.draft, null);
  const foreign = store();
  foreign.setItem('draft', '{not json');
  assert.equal(new TabMemory(foreign).draft, null);
  assert.equal(foreign.held.size, 0);
});

test('shift three times in a row leaves; a letter in between, or a long pause, begins again', () => {
  const press = (...keys: [string, number][]) => {
    const shifts = new ThreeShifts();
    return keys.map(([key, at]) => shifts.press(key, at)).at(-1);
  };
  assert.equal(press(['Shift', 0], ['Shift', 300], ['Shift', 600]), true);
  assert.equal(press(['Shift', 0], ['A', 100], ['Shift', 300], ['B', 400], ['Shift', 600]), false);
  assert.equal(press(['Shift', 0], ['Shift', 300], ['Shift', 9000]), false);
});
