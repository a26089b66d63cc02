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
  mkdirSync(join(root, 'src/App/Texts/refused'), { recursive: true });
  refuse('en', 'victim*\n! A victim');
  refuse('es', 'víctima\nculpa*\n! La víctima');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (language: string, text: string) => writeFileSync(join(root, `src/App/Texts/${language}.po`), text);
const refuse = (language: string, list: string) => writeFileSync(join(root, `src/App/Texts/refused/${language}.txt`), list);
const compile = () => compileTexts(root, root);

test('a PO file becomes JSON by msgid, with its plural forms and their rule', () => {
  write('en', english);
  compile();
  assert.deepEqual(JSON.parse(readFileSync(join(root, 'en.json'), 'utf8')), {
    language: 'en',
    plurals: { count: 2, rule: '(n != 1)' },
    messages: { leave: 'Leave this page', others: ['{count} other', '{count} others'] },
    refused: ['victim*'],
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

test('a word that the language refuses stops the build with the text and the word', () => {
  write('en', english.replace('{count} others', '{count} more VICTIMS'));
  assert.throws(compile, /en\.po: "others" says "VICTIMS", which refused\/en\.txt refuses/);
  write('en', english.replace('Leave this page', 'Vict, imperturbable'));
  assert.doesNotThrow(compile);
});

test('a word that staff have to say in cases is refused in every other text', () => {
  refuse('en', '~ alleg*\n! It was alleged');
  write('en', `${header}msgid "desk.case.alleged"\nmsgstr "alleged"\n`);
  compile();
  write('en', `${header}msgid "desk.report.alleged"\nmsgstr "alleged"\n`);
  assert.throws(compile, /en\.po: "desk\.report\.alleged" says "alleged"/);
});

test('letters of every script are letters, an accent and an apostrophe are written in one way', () => {
  refuse('en', "why didn't  you\nпил*\n喝酒\n*受害者*\nvíctima\n! x 喝酒");
  for (const text of ['Why didn’t you', 'Why didn\u2019t\u00a0you', 'Ты ПИЛА?', '你是受害者吗', 'vi\u0301ctima']) {
    write('en', english.replace('Leave this page', text));
    assert.throws(compile, /refuses/, text);
  }
  for (const text of ['Распила', 'invíctima', 'víctimaé', 'víctima\u0301', '我喝酒了']) {
    write('en', english.replace('Leave this page', text));
    assert.doesNotThrow(compile, text);
  }
});

test('a language without a list of refused words, or with one that does not refuse what it is for, stops the build', () => {
  write('en', english);
  write('fr', english);
  assert.throws(compile, /refused\/fr\.txt is missing: write the words to refuse/);
  refuse('fr', 'victime');
  assert.throws(compile, /refused\/fr\.txt has no sentence to refuse/);
  refuse('fr', 'victime\n! Que portais-tu ?');
  assert.throws(compile, /refused\/fr\.txt does not refuse its sentence "Que portais-tu \?"/);
});

test('the texts of this repository are whole', () => {
  assert.doesNotThrow(() => compileTexts(process.cwd(), root));
});
