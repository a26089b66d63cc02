import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { compileTexts } from '../../../build/browser/texts.mjs';

let root = '';
const header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n';
const english = `${header}msgid "leave"\nmsgstr "Leave this page"\n\nmsgid "others"\nmsgid_plural "others"\nmsgstr[0] "{count} other"\nmsgstr[1] "{count} others"\n`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chorus-texts-'));
  mkdirSync(join(root, 'src/App/Texts'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (language: string, text: string) => writeFileSync(join(root, `src/App/Texts/${language}.po`), text);
const compile = () => compileTexts(root, root);

test('a PO file becomes JSON by msgid, with its plural forms and their rule', () => {
  write('en', english);
  compile();
  assert.deepEqual(JSON.parse(readFileSync(join(root, 'en.json'), 'utf8')), {
    language: 'en',
    plurals: { count: 2, rule: '(n != 1)' },
    messages: { leave: 'Leave this page', others: ['{count} other', '{count} others'] },
  });
});

test('a text that a language does not have stops the build', () => {
  write('en', english);
  write('es', `${header}msgid "leave"\nmsgstr "Salir"\n`);
  assert.throws(compile, /es\.po: "others" is missing/);
});

test('a fuzzy text stops the build', () => {
  write('en', english);
  write('es', english.replace('msgid "leave"', '#, fuzzy\nmsgid "leave"'));
  assert.throws(compile, /es\.po: "leave" is fuzzy/);
});

test('an empty text stops the build', () => {
  write('en', english.replace('"Leave this page"', '""'));
  assert.throws(compile, /en\.po: "leave" has no text/);
});

test('a lost placeholder stops the build', () => {
  write('en', english);
  write('es', english.replaceAll('{count}', ''));
  assert.throws(compile, /es\.po: "others" does not keep the placeholders/);
});

test('a text that English does not have stops the build', () => {
  write('en', english);
  write('es', `${english}\nmsgid "gone"\nmsgstr "ido"\n`);
  assert.throws(compile, /es\.po: "gone" is not in en\.po/);
});

test('the texts of this repository are whole', () => {
  assert.doesNotThrow(() => compileTexts(process.cwd(), root));
});
