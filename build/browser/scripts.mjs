// Bundles every *.entry.ts of the web application into ES modules.
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { checkedImports, hookOf, nameOfPart } from './checked-imports.mjs';
import { splitTables } from './split-tables.mjs';

// A four-year-old Android phone that still updates its Chrome runs far newer syntax than this; one that does not still runs this.
export const target = 'es2020';

const rooms = ['src/App/Features', 'src/App/Components'];

/**
 * The entries by logical name: src/App/Features/Write/write.entry.ts is `write.js`.
 * Two entries of one name are an error, since pages ask for a script by that name alone.
 */
export const findEntries = (root) => named(root, '.entry.ts');

function named(root, ending) {
  const entries = new Map();
  for (const room of rooms) {
    for (const file of filesUnder(join(root, room)).filter((f) => f.endsWith(ending))) {
      const name = `${basename(file, ending)}.js`;
      if (entries.has(name))
        throw new Error(`${relative(root, file)} and ${relative(root, entries.get(name))} would both become ${name}: rename one.`);
      entries.set(name, file);
    }
  }
  return entries;
}

/**
 * Pages that are bundled apart: what every page begins with is one file, and an advocate's desk has nothing in common with a
 * reporter's pages that a browser would ever load twice.
 */
const apart = ['reporter.js', 'desk.js'];

/**
 * Bundles the entries with code splitting, so that what a page imports by `import()` (the cryptography, the phone metadata)
 * is fetched only when it is needed.
 * @returns {Promise<Map<string, {file: string, imports: string[], lazy: string[], parts: Record<string, string[]>}>>} by logical
 * name: the output; what it imports, at once and later; and for each later script the files that it needs beyond those at once,
 * itself among them. All as absolute paths, transitively.
 */
export async function bundleScripts(root, out) {
  const entries = [...findEntries(root)];
  const groups = [...apart.map((name) => entries.filter(([n]) => n === name)), entries.filter(([n]) => !apart.includes(n))];
  const bundled = await Promise.all(groups.filter((group) => group.length > 0).map((group) => bundleGroup(group, root, out)));
  const byName = new Map(bundled.flat());
  return new Map(entries.map(([name]) => [name, byName.get(name)]));
}

async function bundleGroup(entries, root, out) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries.map(([name, file]) => ({ in: file, out: basename(name, '.js') })),
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target,
    minify: true,
    charset: 'utf8',
    legalComments: 'linked',
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    metafile: true,
    logLevel: 'error',
    plugins: [checkedImports(root), splitTables(hookOf(root))],
  });
  const outputs = result.metafile.outputs;
  const byEntry = new Map(
    Object.entries(outputs)
      .filter(([, o]) => o.entryPoint)
      .map(([path, o]) => [join(root, o.entryPoint), path]),
  );
  return entries.map(([name, file]) => [name, withImports(byEntry.get(file), outputs, root)]);
}

/**
 * Bundles every *.worker.ts into one classic script each: phones run those that do not know workers made of modules.
 * src/App/Features/Write/work.worker.ts is `work.js`; a page names it to its own scripts.
 */
export async function bundleWorkers(root, out) {
  const workers = named(root, '.worker.ts');
  if (workers.size === 0) return new Map();
  const result = await build({
    absWorkingDir: root,
    entryPoints: [...workers].map(([name, file]) => ({ in: file, out: basename(name, '.js') })),
    outdir: out,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target,
    minify: true,
    charset: 'utf8',
    legalComments: 'linked',
    entryNames: '[name]-[hash]',
    metafile: true,
    logLevel: 'error',
  });
  const outputs = Object.entries(result.metafile.outputs);
  return new Map(
    [...workers].map(([name, file]) => {
      const [path] = outputs.find(([, o]) => o.entryPoint && join(root, o.entryPoint) === file);
      return [name, { file: join(root, path), imports: [], lazy: [] }];
    }),
  );
}

function withImports(path, outputs, root) {
  const imports = reach([path], outputs, 'import-statement');
  const lazy = reach(imports, outputs, null).filter((p) => !imports.includes(p));
  const absolute = (p) => join(root, p);
  const parts = lazy
    .filter((p) => outputs[p].entryPoint)
    .map((p) => [
      nameOfPart(outputs[p].entryPoint),
      reach([p], outputs, 'import-statement')
        .filter((file) => !imports.includes(file))
        .map(absolute),
    ]);
  return {
    file: absolute(path),
    imports: imports.filter((p) => p !== path).map(absolute),
    lazy: lazy.map(absolute),
    parts: Object.fromEntries(parts),
  };
}

function reach(from, outputs, kind) {
  const seen = new Set(from);
  for (const path of seen) {
    for (const i of outputs[path].imports) if (!i.external && (kind === null || i.kind === kind)) seen.add(i.path);
  }
  return [...seen];
}

/** All files under a folder, sorted, so that two builds of the same sources are the same. */
export function filesUnder(folder) {
  let names;
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (e) {
    if (e.code === 'ENOENT') return [];
    throw e;
  }
  return names
    .filter((n) => n.isFile())
    .map((n) => join(n.parentPath ?? n.path, n.name))
    .sort();
}
