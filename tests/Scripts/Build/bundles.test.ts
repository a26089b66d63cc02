import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildAll } from '../../../build/browser/assets.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chorus-bundles-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function source(path: string, text: string) {
  const file = join(root, 'src/App', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const hook = () => source('Components/Later/later.ts', "export const later = (name, run) => (console.log('asked for ' + name), run());");
const build = () => buildAll(root, join(root, 'web'));
const built = (path: string) => readFileSync(join(root, 'web', path));

test('a page that imports a table by import() lists it as lazy, not as part of its first load', async () => {
  hook();
  source('Features/Report/report.entry.ts', "document.title = 'x'; import('./table.ts').then((t) => console.log(t.table));");
  source('Features/Report/table.ts', "export const table = 'many rows';");
  const { 'report.js': report } = await build();
  assert.equal(report.imports.length, 0);
  assert.equal(report.lazy.length, 1);
  assert.match(built(report.lazy[0].path).toString(), /many rows/);
  assert.doesNotMatch(built(report.path).toString(), /many rows/);
});

test('what comes later is asked for by its name, in a list that gives the integrity of each of its files beyond those that are there', async () => {
  hook();
  source(
    'Features/Report/report.entry.ts',
    "import { shared } from '../shared.ts'; console.log(shared); import('./table.ts').then((t) => console.log(t.table));",
  );
  source(
    'Features/Report/table.ts',
    "import { shared } from '../shared.ts'; import { row } from './row.ts'; export const table = shared + row;",
  );
  source('Features/Report/other.entry.ts', "import('./row.ts').then((r) => console.log(r.row));");
  source('Features/Report/row.ts', "export const row = 'a row';");
  source('Features/shared.ts', "export const shared = 'of both';");
  const { 'report.js': report } = await build();
  const list = JSON.parse(built(report.later.path).toString());
  assert.deepEqual(Object.keys(list), ['table']);
  const firsts = [report.path, ...report.imports.map((i: { path: string }) => i.path)];
  for (const [path, integrity] of list.table) {
    assert.equal(integrity, `sha384-${createHash('sha384').update(built(path)).digest('base64')}`);
    assert.ok(!firsts.includes(path));
  }
  assert.ok(list.table.some(([path]: [string]) => /a row/.test(built(path).toString())));
  assert.match(firsts.map((path) => built(path).toString()).join(), /\("table",\s*\(\)\s*=>\s*import\(/);
});

test('two later scripts of one name are refused, and an import whose name is not a plain string', async () => {
  hook();
  source('Features/Report/report.entry.ts', "import('./One/table.ts'); import('./Two/table.ts');");
  source('Features/Report/One/table.ts', 'export const one = 1;');
  source('Features/Report/Two/table.ts', 'export const two = 2;');
  await assert.rejects(build, /would both be called table/);
  source('Features/Report/report.entry.ts', 'import(location.hash);');
  await assert.rejects(build, /not a plain string/);
});

test('a built file lies there compressed too', async () => {
  source('Features/a.entry.ts', `console.log('${'again '.repeat(100)}')`);
  const { 'a.js': a } = await build();
  assert.deepEqual(brotliDecompressSync(built(`${a.path}.br`)), built(a.path));
  assert.deepEqual(gunzipSync(built(`${a.path}.gz`)), built(a.path));
});

test('what two entries share is one chunk, named with its integrity for both', async () => {
  source('Features/Report/report.entry.ts', "import { shared } from '../shared.ts'; console.log(shared());");
  source('Features/Other/other.entry.ts', "import { shared } from '../shared.ts'; console.log(shared() + 1);");
  source('Features/shared.ts', 'export const shared = () => document.title.length;');
  const { 'report.js': report, 'other.js': other } = await build();
  assert.deepEqual(report.imports, other.imports);
  assert.equal(report.imports.length, 1);
});

test('the integrity and size are those of the file', async () => {
  source('Components/reporter.css', '@import "./a.css";');
  source('Components/a.css', 'p { color: red }');
  const { 'reporter.css': sheet } = await build();
  const bytes = built(sheet.path);
  assert.equal(sheet.integrity, `sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  assert.equal(sheet.bytes, bytes.length);
  assert.match(bytes.toString(), /color:red/);
});

test('another content gives another name', async () => {
  source('Features/a.entry.ts', 'console.log(1)');
  const before = (await build())['a.js'].path;
  source('Features/a.entry.ts', 'console.log(2)');
  assert.notEqual((await build())['a.js'].path, before);
});

test('a worker is one classic script, with everything in it', async () => {
  source('Features/Write/work.worker.ts', "import { shared } from '../shared.ts'; self.onmessage = () => self.postMessage(shared());");
  source('Features/Write/write.entry.ts', "import { shared } from '../shared.ts'; console.log(shared());");
  source('Features/shared.ts', "export const shared = () => 'of both';");
  const { 'work.js': worker } = await build();
  assert.deepEqual(worker.imports, []);
  assert.match(built(worker.path).toString(), /of both/);
  assert.doesNotMatch(built(worker.path).toString(), /\b(import|export)\b/);
});

test('two entries of one name are refused, since pages ask by name', async () => {
  source('Features/One/a.entry.ts', 'console.log(1)');
  source('Features/Two/a.entry.ts', 'console.log(2)');
  await assert.rejects(build, /would both become a\.js/);
});
