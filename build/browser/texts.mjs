// Compiles the PO files to the JSON that the server and the scripts read.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { po } from 'gettext-parser';
import { readRefused, wordingFaults } from './refused-words.mjs';
import { filesUnder } from './scripts.mjs';

/** The language whose file fixes which texts there are. */
const source = 'en';

/** Each language is these files together: what reporters read, and what advocates read. */
const rooms = ['', 'desk'];

/**
 * Writes OUT/<language>.json for every src/App/Texts/<language>.po with src/App/Texts/desk/<language>.po:
 * `{ "language", "plurals": { "count", "rule" }, "messages": { key: text or [forms] }, "refused": [word] }`. The key is the msgid, or
 * msgctxt + U+0004 + msgid where there is a context (as in a .mo file); `rule` is the C expression of Plural-Forms.
 * @throws if a text is fuzzy, empty or missing in any language, does not keep the placeholders of the msgid, or holds a word
 * that the language's list refuses; and if a language has no such list.
 */
export function compileTexts(root, out) {
  const folder = join(root, 'src/App/Texts');
  const files = filesUnder(folder).filter((f) => f.endsWith('.po'));
  const languages = [...new Set(files.map((file) => basename(file, '.po')))];
  const compiled = languages.map((language) => {
    const parts = rooms.map((room) => join(folder, room, `${language}.po`)).filter((file) => files.includes(file));
    return merge(
      language,
      parts.map((file) => compile(file, relative(root, file))),
    );
  });
  const first = compiled.find((c) => c.language === source);
  if (files.length > 0 && !first) throw new Error(`src/App/Texts/${source}.po is missing: it fixes which texts there are.`);
  for (const one of compiled) one.list = readRefused(folder, one.language);
  const faults = compiled.flatMap((c) => [...c.faults, ...missing(c, first), ...wordingFaults(c.language, c.shown, c.messages, c.list)]);
  if (faults.length > 0) throw new Error(`The texts cannot be used yet:\n  ${faults.join('\n  ')}`);
  for (const { language, plurals, messages, list } of compiled) {
    writeFileSync(join(out, `${language}.json`), JSON.stringify({ language, plurals, messages, refused: list.words }));
  }
  return compiled.map((c) => c.language);
}

function merge(language, parts) {
  const messages = {};
  const faults = parts.flatMap((part) => part.faults);
  for (const part of parts) {
    for (const [key, text] of Object.entries(part.messages)) {
      if (key in messages) faults.push(`${part.shown}: "${key}" is in another file too.`);
      messages[key] = text;
    }
    if (part.plurals.rule !== parts[0].plurals.rule) faults.push(`${part.shown} has another Plural-Forms than ${parts[0].shown}.`);
  }
  return { language, shown: `${language}.po`, plurals: parts[0].plurals, messages, faults };
}

function compile(file, shown) {
  const parsed = po.parse(readFileSync(file), { validation: true });
  const [, count, rule] = /nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)/.exec(parsed.headers['Plural-Forms'] ?? '') ?? [];
  const faults = [];
  if (!rule) faults.push(`${shown}: the header has no Plural-Forms.`);
  const messages = {};
  for (const [context, entries] of Object.entries(parsed.translations)) {
    for (const [id, entry] of Object.entries(entries)) {
      if (context === '' && id === '') continue;
      const named = `${shown}: "${id.slice(0, 60)}"`;
      if (entry.comments?.flag?.split(/[,\s]+/).includes('fuzzy')) faults.push(`${named} is fuzzy.`);
      if (entry.msgstr.some((s) => s.trim() === '')) faults.push(`${named} has no text.`);
      if (entry.obsolete) continue;
      messages[context === '' ? id : `${context}\u0004${id}`] = entry.msgid_plural === undefined ? entry.msgstr[0] : entry.msgstr;
    }
  }
  return { shown, plurals: { count: Number(count ?? 0), rule: rule?.trim() ?? '' }, messages, faults };
}

function missing(one, first) {
  if (one === first) return [];
  const faults = [];
  for (const [key, text] of Object.entries(first.messages)) {
    const other = one.messages[key];
    const named = `${one.shown}: "${key.replace('\u0004', ' | ').slice(0, 60)}"`;
    if (other === undefined) faults.push(`${named} is missing.`);
    else if (Array.isArray(other) !== Array.isArray(text)) faults.push(`${named} has plural forms in one language only.`);
    else if (placeholders([other].flat().at(-1)) !== placeholders([text].flat().at(-1)))
      faults.push(`${named} does not keep the placeholders of ${source}.po.`);
  }
  for (const key of Object.keys(one.messages)) {
    if (!(key in first.messages)) faults.push(`${one.shown}: "${key.slice(0, 60)}" is not in ${source}.po.`);
  }
  return faults;
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
