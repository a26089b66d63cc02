// Everything that a browser loads, and the list of it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compressAll } from './compressed.mjs';
import { bundleScripts, bundleWorkers, filesUnder } from './scripts.mjs';
import { bundleStyles } from './styles.mjs';
import { compileTexts } from './texts.mjs';
import { writeWordLists } from './word-lists.mjs';

/** Builds into WEBROOT/assets, WEBROOT/texts and WEBROOT/words, emptied first, and writes assets.json last: its date is the build's. */
export async function buildAll(from, webRoot) {
  const assets = emptied(join(webRoot, 'assets'));
  const texts = emptied(join(webRoot, 'texts'));
  compileTexts(from, texts);
  await writeWordLists(from, emptied(join(webRoot, 'words')));
  const bundles = [...(await bundleScripts(from, assets)), ...(await bundleWorkers(from, assets)), ...(await bundleStyles(from, assets))];
  const list = Object.fromEntries(
    bundles.map(([name, { file, imports, lazy, parts }]) => [
      name,
      { ...asset(file), imports: imports.map(asset), lazy: lazy.map(asset), ...laterList(assets, name, parts) },
    ]),
  );
  await compressAll(filesUnder(assets));
  writeFileSync(join(assets, 'assets.json'), `${JSON.stringify(list, null, 1)}\n`);
  return list;
}

/** Writes the list that a page's script reads before it loads a later one: by name, the address and integrity of each file. */
function laterList(folder, name, parts = {}) {
  if (Object.keys(parts).length === 0) return {};
  const checked = (file) => {
    const { path, integrity } = asset(file);
    return [path, integrity];
  };
  const text = JSON.stringify(Object.fromEntries(Object.entries(parts).map(([part, files]) => [part, files.map(checked)])));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
  const file = join(folder, `${basename(name, '.js')}-later-${hash}.json`);
  writeFileSync(file, text);
  return { later: asset(file) };
}

/** What a page needs to name a file: its address, its sub-resource integrity, its size before compression. */
function asset(file) {
  const bytes = readFileSync(file);
  return {
    path: `/assets/${basename(file)}`,
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
    bytes: bytes.length,
  };
}

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
