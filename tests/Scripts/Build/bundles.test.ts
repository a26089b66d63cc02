import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
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
const build = () => buildAll(root, join(root, 'web'));
const built = (path: string) => readFileSync(join(root, 'web', path));

test('a page that imports a table by import() lists it as lazy, not as part of its first load', async () => {
  source('Features/Report/report.entry.ts', "document.title = 'x'; import('./table.ts').then((t) => console.log(t.table));");
  source('Features/Report/table.ts', "export const table = 'many rows';");
  const { 'report.js': report } = await build();
  assert.equal(report.imports.length, 0);
  assert.equal(report.lazy.length, 1);
  assert.match(built(report.lazy[0].path).toString(), /many rows/);
  assert.doesNotMatch(built(report.path).toString(), /many rows/);
});

test('what two entries share is one chunk, named with its integrity for both', async () => {
  source('Features/Report/report.entry.ts', "import { shared } from '../shared.ts'; console.log(shared());");
  source('Features/Desk/desk.entry.ts', "import { shared } from '../shared.ts'; console.log(shared() + 1);");
  source('Features/shared.ts', 'export const shared = () => document.title.length;');
  const { 'report.js': report, 'desk.js': desk } = await build();
  assert.deepEqual(report.imports, desk.imports);
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
