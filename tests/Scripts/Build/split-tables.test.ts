import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import wholeLetters from 'any-ascii';
import * as wholePhones from 'awesome-phonenumber';
import { build } from 'esbuild';
import fc from 'fast-check';
import { splitTables } from '../../../build/browser/split-tables.mjs';
import { ask } from '../../../src/Escrow/Identifiers/tables.ts';

type Phones = typeof wholePhones;
const installed = (file: string) => join(process.cwd(), 'node_modules', file);
let folder = '';
let phones: Phones;
let letters: { default: (text: string) => string };

before(async () => {
  folder = mkdtempSync(join(process.cwd(), 'tests/Scripts/out/split-'));
  const hook = join(folder, 'later.mjs');
  // Which parts were asked for.
  writeFileSync(hook, 'globalThis.partsAskedFor = []; export const later = (name, run) => (globalThis.partsAskedFor.push(name), run());');
  await build({
    entryPoints: { phones: installed('awesome-phonenumber/index-esm.mjs'), letters: installed('any-ascii/any-ascii.js') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    plugins: [splitTables(hook)],
  });
  phones = (await import(pathToFileURL(join(folder, 'phones.mjs')).href)) as Phones;
  letters = (await import(pathToFileURL(join(folder, 'letters.mjs')).href)) as typeof letters;
});
after(() => rmSync(folder, { recursive: true }));

const parts = () => (globalThis as unknown as { partsAskedFor: string[] }).partsAskedFor;

test('a number from one part of the world brings the rules of that part alone', async () => {
  const parsed = await ask(phones, (library) => library.parsePhoneNumber('600123456', { regionCode: 'ES' }));
  assert.equal(parsed.number?.e164, '+34600123456');
  assert.deepEqual(parts(), ['calling-3']);
});

test('a name in one script brings the letters of that script alone', async () => {
  parts().length = 0;
  assert.equal(await ask(letters, (library) => library.default('Ана Пéрез')), 'Ana Perez');
  assert.deepEqual(parts(), ['script-letters']);
});

test('in parts the library says of every number what it says as a whole', async () => {
  const regions = wholePhones.getSupportedRegionCodes();
  const digits = fc.stringMatching(/^(\+|0|00|011|1|)[0-9]{3,15}$/);
  await fc.assert(
    fc.asyncProperty(fc.option(fc.constantFrom(...regions), { nil: undefined }), digits, async (regionCode, number) => {
      const inParts = await ask(phones, (library) => library.parsePhoneNumber(number, { regionCode }));
      const whole = wholePhones.parsePhoneNumber(number, { regionCode });
      assert.deepEqual(plain(inParts), plain(whole));
      assert.equal(
        phones.getRegionCodeForCountryCode(whole.countryCode ?? 0),
        wholePhones.getRegionCodeForCountryCode(whole.countryCode ?? 0),
      );
    }),
    { numRuns: 3000 },
  );
});

test('an example number of every region is the same in parts and as a whole', async () => {
  for (const region of wholePhones.getSupportedRegionCodes()) {
    const number = wholePhones.getExample(region).number?.e164 ?? '';
    const inParts = await ask(phones, (library) => library.parsePhoneNumber(number));
    assert.deepEqual(plain(inParts), plain(wholePhones.parsePhoneNumber(number)), region);
  }
});

test('in parts every letter of Unicode becomes what it becomes as a whole', async () => {
  for (let from = 0; from < 0x110000; from += 0x400) {
    const text = Array.from({ length: 0x400 }, (_, i) => from + i)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
      .join('');
    assert.equal(await ask(letters, (library) => library.default(text)), wholeLetters(text), from.toString(16));
  }
});

// What the canonical form looks at (src/Escrow/Identifiers/Phone/phone.ts), and what says why there is none.
const plain = ({ number, countryCode, possible, possibility, valid }: ReturnType<Phones['parsePhoneNumber']>) => ({
  e164: number?.e164,
  countryCode,
  possible,
  possibility,
  valid,
});
