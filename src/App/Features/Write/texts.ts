// The texts that the page gives to its scripts, in a JSON data block.

export type Text = (id: string, places?: Record<string, string | number>) => string;

/** A name or a number kept in its own direction inside a line from right to left (UAX 9, first strong isolate): 600 123 is not 123 600. */
export const isolated = (text: string): string => (globalThis.document?.dir === 'rtl' ? `\u2068${text}\u2069` : text);

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
