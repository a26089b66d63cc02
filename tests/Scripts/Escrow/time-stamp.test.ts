import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampedAt } from '../../../src/Escrow/TimeStamps/time-stamp.ts';
import { fromBase64Url } from '../../../src/Sealing/wire.ts';
import { type Vector, vectors } from '../vectors.ts';

const read = (v: Vector) => stampedAt(fromBase64Url(v['statement']), fromBase64Url(v['signature']), v['stamp']);
// What only certificates show, and what stands after the time, is for the command line.
const beyondThePage = ['authority'];
const afterTheTime = ['cut token', 'bytes after the token', 'flipped signature'];

for (const v of vectors('timestamp.json').good) {
  test(`time-stamp: ${v.name}`, async () => {
    assert.equal((await read(v))?.toISOString().replace('.000', ''), v['time']);
  });
}

for (const v of vectors('timestamp.json').bad) {
  if (beyondThePage.includes(v['fault'] as string) || afterTheTime.includes(v.name)) continue;
  test(`no time-stamp: ${v.name}`, async () => {
    assert.equal(await read(v), null);
  });
}

test('what is no text, or is cut anywhere, is no time-stamp', async () => {
  const v = vectors('timestamp.json').good[0]!;
  for (const stamp of [undefined, null, 7, '', 'not base64!', 'A'.repeat(40_000)]) {
    assert.equal(await stampedAt(fromBase64Url(v['statement']), fromBase64Url(v['signature']), stamp), null);
  }
  const whole = v['stamp'] as string;
  for (let length = 4; length < 600; length += 4) {
    assert.equal(await stampedAt(fromBase64Url(v['statement']), fromBase64Url(v['signature']), whole.slice(0, length)), null);
  }
});
