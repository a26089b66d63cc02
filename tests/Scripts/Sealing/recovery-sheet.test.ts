import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { organisationKeyFromMaster } from '../../../src/Sealing/organisation-key.ts';
import { makeSheets, readSheet, restoreMaster, whyNot } from '../../../src/Sealing/recovery-sheet.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, toHex } from '../../../src/Sealing/wire.ts';

const keyOf = async (master: Bytes) => ({
  deployment: new Uint8Array(16),
  organisation: 'union',
  epoch: 1,
  recipientKey: (await organisationKeyFromMaster(master)).box.publicKey,
});

test('any two of the sheets that were made restore the master, in either order', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.constantFrom(1, 2), fc.nat(2), async (bytes, step, first) => {
      const master = new Uint8Array(bytes);
      const key = await keyOf(master);
      const { sheets, set } = await makeSheets(master, key);
      const [a, b] = [await readSheet(sheets[first]!), await readSheet(sheets[(first + step) % 3]!)];
      assert.equal(whyNot(a, b), null);
      assert.equal(toHex(a.set), set);
      assert.deepEqual(await restoreMaster(a, b, key), master);
    }),
    { numRuns: 25 },
  ));

test('no sheets are made of a master that is not the key of the manifest', async () => {
  const key = await keyOf(new Uint8Array(32).fill(1));
  await assert.rejects(makeSheets(new Uint8Array(32).fill(2), key), (e) => e instanceof SealingError && e.fault === 'wrong-key');
});

test('any one letter typed wrong is found', async () => {
  const master = new Uint8Array(32).fill(3);
  const { sheets } = await makeSheets(master, await keyOf(master));
  const [sheet] = sheets as [string];
  for (const [at, letter] of [...sheet].entries()) {
    if (letter === ' ') continue;
    const wrong = sheet.slice(0, at) + (letter === '7' ? '8' : '7') + sheet.slice(at + 1);
    await assert.rejects(readSheet(wrong), (e) => e instanceof SealingError && e.fault === 'malformed', `letter ${at}`);
  }
});
