// What comes later: scripts that a page loads when a step needs them. The build writes each `import(x)` of ours as
// `later(name, () => import(x))` (build/browser/checked-imports.mjs), so no later script comes in by another way: its files are
// fetched and checked against their integrity first, and only when all are there does the browser run them.
// docs/adr/0037-scripts-that-come-later.md says what that is worth.

/** An address on this site and the sub-resource integrity of what lies there. */
export type Checked = readonly [path: string, integrity: string];

/** Something that a step needs could not be had; nothing of the page is changed by it, and it can be asked for again. */
export class NotThere extends Error {
  /** @param renewed whether the site answered that it has no such file any more: it was renewed while this page was open. */
  constructor(
    readonly renewed: boolean,
    options?: ErrorOptions,
  ) {
    super(renewed ? 'The site does not have this file any more.' : 'This file could not be fetched.', options);
  }
}

const had = new Set<string>();
const underWay = new Map<string, Promise<Blob>>();
let wanted: Readonly<Record<string, readonly Checked[]>> | null = null;
let alongside: (() => Promise<unknown>) | null = null;

/** What has to be there as well before a later script runs: the texts that it shows. Asked for with each. */
export function bringAlong(load: () => Promise<unknown>) {
  alongside = load;
}

/** Runs a later script, once all its files are there. @throws NotThere */
export async function later<T>(name: string, run: () => Promise<T>): Promise<T> {
  const files = (await list())[name];
  if (files === undefined) throw new Error(`The list of later scripts has no "${name}".`);
  await Promise.all([...files.map(checked), alongside?.()]);
  for (const file of files) preload(file);
  try {
    return await run();
  } catch (e) {
    // The next try fetches and checks each again, and brings a new link: an import beside a dead one would run unchecked.
    for (const file of files) forget(file);
    throw new NotThere(false, { cause: e });
  }
}

/** Sees to it that the browser has a file whose integrity is this. @throws NotThere */
export async function checked(file: Checked): Promise<void> {
  if (!had.has(file[0])) await contentOf(file);
}

/** A file of this integrity. Asked for again while it is under way, it is not fetched twice. @throws NotThere */
export function contentOf([path, integrity]: Checked): Promise<Blob> {
  const before = underWay.get(path);
  if (before !== undefined) return before;
  const content = fetchWhole(path, integrity).finally(() => underWay.delete(path));
  underWay.set(path, content);
  return content;
}

/** As a page names a file to its scripts: the address, a space, the integrity. */
export function named(text: string | undefined): Checked {
  const [path, integrity] = text?.split(' ') ?? [];
  if (!path || !integrity) throw new Error('This page does not name a file that its script needs.');
  return [path, integrity];
}

async function fetchWhole(path: string, integrity: string): Promise<Blob> {
  let answer: Response;
  let content: Blob;
  try {
    answer = await fetch(path, { integrity });
    // To its end: only then has the browser kept it, as its name never means anything else.
    content = await answer.blob();
  } catch {
    throw new NotThere(await isGone(path));
  }
  if (!answer.ok) throw new NotThere(answer.status === 404);
  had.add(path);
  return content;
}

// A browser that checks integrity says of an answer "not found" only that it is not the file.
async function isGone(path: string): Promise<boolean> {
  try {
    return (await fetch(path, { method: 'HEAD' })).status === 404;
  } catch {
    return false;
  }
}

async function list(): Promise<Readonly<Record<string, readonly Checked[]>>> {
  if (wanted === null) {
    const tag = document.querySelector<HTMLElement>('script[src][data-later]');
    wanted = JSON.parse(await (await contentOf(named(tag?.dataset['later']))).text()) as Record<string, readonly Checked[]>;
  }
  return wanted;
}

/** A module that was preloaded with its integrity is the one that the import runs, in browsers that know this link. */
function preload([path, integrity]: Checked) {
  if (linkOf(path)) return;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = path;
  link.integrity = integrity;
  document.head.append(link);
}

function forget([path]: Checked) {
  had.delete(path);
  linkOf(path)?.remove();
}

const linkOf = (path: string): Element | null => document.querySelector(`link[href="${path}"]`);
