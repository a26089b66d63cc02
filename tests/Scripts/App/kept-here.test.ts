import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceNotes } from '../../../src/App/Features/Write/device-notes.ts';
import { type DeviceDraft, type Holder, KeptHere } from '../../../src/App/Features/Write/kept-here.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';

const deployment = new Uint8Array(16).fill(7);
const holder = () => ({ keys: { draft: randomBytes(32) }, deployment });
const draft = (story: string): DeviceDraft => ({ fields: { story1: story }, at: 'who', hour: '2026-11-23T21Z' });

function storage() {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

type Store = ConstructorParameters<typeof DeviceNotes>[0];

/** What the tests ask: what hindered it, else null; what it says; and that it goes. */
function on(store: Store) {
  const notes = new DeviceNotes(store);
  const here = new KeptHere(notes);
  return {
    keep: async (who: Holder, what: DeviceDraft) => (await here.keep(who, what)).hindered ?? null,
    find: async (who: Holder) => (await here.find(who))?.draft ?? null,
    remove: async (who: Holder) => notes.remove((await here.find(who))!.name),
  };
}

test('a kept draft is found with its numbers, and nothing of it stands there in clear', async () => {
  const store = storage();
  const mine = holder();
  assert.equal(await on(store).keep(mine, draft('she said it again')), null);
  const found = await on(store).find(mine);
  assert.deepEqual([found?.fields, found?.at, found?.hour], [{ story1: 'she said it again' }, 'who', '2026-11-23T21Z']);
  const lies = [...store.held].flat().join();
  assert.ok(!lies.includes('again') && !lies.includes('story') && !lies.includes(Buffer.from('she said it').toString('base64url')));
  assert.deepEqual([...store.held.keys()], ['notes']);
});

test('short and long drafts of a size class have the same length', async () => {
  const lengths = await Promise.all(
    ['', 'x'.repeat(3000)].map(async (words) => {
      const store = storage();
      await on(store).keep(holder(), draft(words));
      return store.held.get('notes')!.length;
    }),
  );
  assert.equal(lengths[0], lengths[1]);
});

test('each of two people on one device finds her own, changes it and removes it', async () => {
  const store = storage();
  const kept = on(store);
  const [one, two] = [holder(), holder()];
  await kept.keep(one, draft('one'));
  await kept.keep(two, draft('two'));
  await kept.keep(one, draft('one, later'));
  assert.equal((await kept.find(one))?.fields['story1'], 'one, later');
  assert.equal((await kept.find(two))?.fields['story1'], 'two');
  assert.equal((JSON.parse(store.held.get('notes')!) as string[]).length, 2);
  await kept.remove(one);
  assert.equal(await kept.find(one), null);
  assert.equal((await kept.find(two))?.fields['story1'], 'two');
  await kept.remove(two);
  assert.equal(store.held.size, 0);
});

test('a draft that is kept while another tab keeps one loses neither', async () => {
  const store = storage();
  const [one, two] = [holder(), holder()];
  await on(store).keep(one, draft('one'));
  await Promise.all([on(store).keep(one, draft('one, later')), on(store).keep(two, draft('two'))]);
  assert.equal((await on(store).find(one))?.fields['story1'], 'one, later');
  assert.equal((await on(store).find(two))?.fields['story1'], 'two');
});

test('kept again from another tab it is still known by the name under which it was opened, also when it was removed between', async () => {
  const store = storage();
  const notes = new DeviceNotes(store);
  const here = new KeptHere(notes);
  const [mine, other] = [holder(), holder()];
  const first = await here.keep(mine, draft('first'));
  await here.keep(other, draft('of another'));
  const name = first.name as string;
  const again = await here.keep(mine, draft('again'), name);
  assert.notEqual(again.name, name);
  // Sent as it was opened: what was kept since then stays.
  notes.remove(name);
  assert.equal((await here.find(mine))?.draft.fields['story1'], 'again');
  notes.remove(again.name as string);
  await here.keep(mine, draft('after it was sent'), again.name);
  notes.erase(name);
  assert.equal(await here.find(mine), null);
  assert.equal((await here.find(other))?.draft.fields['story1'], 'of another');
  notes.clear();
  assert.equal(store.held.size, 0);
});

test('what she has left meanwhile is not kept', async () => {
  const store = storage();
  const here = new KeptHere(new DeviceNotes(store));
  assert.equal((await here.keep(holder(), draft('left'), null, () => false)).hindered, 'unwanted');
  assert.equal(store.held.size, 0);
});

test('the order in which drafts lie there tells nothing of when they were kept', async () => {
  const store = storage();
  for (let i = 0; i < 8; i++) await on(store).keep(holder(), draft('kept'));
  const all = JSON.parse(store.held.get('notes')!) as string[];
  assert.deepEqual(all, [...all].sort());
});

test('other numbers, and the same at another site, find nothing', async () => {
  const store = storage();
  const mine = holder();
  await on(store).keep(mine, draft('mine'));
  assert.equal(await on(store).find(holder()), null);
  assert.equal(await on(store).find({ ...mine, deployment: new Uint8Array(16) }), null);
});

test('the ninth is refused and the eight stay, and whoever has one of them can keep it again', async () => {
  const store = storage();
  const kept = on(store);
  const all = Array.from({ length: 8 }, holder);
  for (const each of all) assert.equal(await kept.keep(each, draft('kept')), null);
  assert.equal(await kept.keep(holder(), draft('ninth')), 'full');
  assert.equal(await kept.keep(all[3]!, draft('changed')), null);
  assert.equal((await kept.find(all[3]!))?.fields['story1'], 'changed');
});

test('where storage is full or forbidden it says so and keeps what was there', async () => {
  const store = storage();
  const mine = holder();
  await on(store).keep(mine, draft('first'));
  const full = on({ ...store, setItem: () => assert.fail('full') });
  assert.equal(await full.keep(mine, draft('second')), 'failed');
  assert.equal((await on(store).find(mine))?.fields['story1'], 'first');
});

test('what was changed on the device is not opened, and the rest is', async () => {
  const store = storage();
  const kept = on(store);
  const [one, two] = [holder(), holder()];
  await kept.keep(one, draft('one'));
  const [first] = JSON.parse(store.held.get('notes')!) as [string];
  await kept.keep(two, draft('two'));
  // They lie in no order.
  const second = (JSON.parse(store.held.get('notes')!) as string[]).find((draft) => draft !== first);
  const bytes = fromBase64Url(first);
  bytes[bytes.length - 1]! ^= 1;
  store.held.set('notes', JSON.stringify([toBase64Url(bytes), 'no base64url!', 'AAAA', 3, second]));
  assert.equal(await kept.find(one), null);
  assert.equal((await kept.find(two))?.fields['story1'], 'two');
  store.held.set('notes', 'hello');
  assert.equal(await kept.find(two), null);
});
