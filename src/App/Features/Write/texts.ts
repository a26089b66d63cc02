// The texts that the page gives to its scripts: in a JSON data block those of its first step, in a file the others.
import { bringAlong, contentOf, NotThere, named } from '../../Components/Later/later.ts';

export type Text = (id: string, places?: Record<string, string | number>) => string;

/** What somebody typed, each line kept in its own direction on a page from right to left (UAX 9, first strong isolate): 600 123 is not 123 600. */
export const isolated = (text: string): string =>
  globalThis.document?.dir === 'rtl' ? text.replace(/[^\n]+/g, (line) => `\u2068${line}\u2069`) : text;

/** Looks texts up by id and fills `{name}` places. A missing id shows itself, so that a test can find it. */
export function textsFrom(messages: Record<string, string>): Text {
  return (id, places = {}) =>
    Object.entries(places).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, isolated(String(value))), messages[id] ?? id);
}

export function pageData<T>(id: string): T {
  const block = document.getElementById(id);
  if (!block?.textContent) throw new Error(`This page lacks its data block "${id}".`);
  return JSON.parse(block.textContent) as T;
}

/** The texts of this page; those of later steps are there as soon as a script of one is. */
export function pageTexts(): Text {
  const messages = pageData<Record<string, string>>('texts');
  const file = document.getElementById('texts')?.dataset['later'];
  let wanted = file !== undefined;
  bringAlong(async () => {
    if (!wanted) return;
    Object.assign(messages, JSON.parse(await (await contentOf(named(file))).text()));
    wanted = false;
  });
  return textsFrom(messages);
}

/** The id of the text that says that a part of the page could not be had now; null where it is not that which went wrong. */
export const notThere = (e: unknown): 'later.renewed' | 'later.offline' | null =>
  e instanceof NotThere ? (e.renewed ? 'later.renewed' : 'later.offline') : null;
