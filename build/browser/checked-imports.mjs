// Writes every `import(x)` of our scripts as `later(name, () => import(x))`: what comes later is checked like what a page begins
// with (src/App/Components/Later/later.ts), and nobody who writes an import can forget it.
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { transform } from 'esbuild';

/** The module through which what comes later is loaded. */
export const hookOf = (root) => join(root, 'src/App/Components/Later/later.ts');
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** The name by which a page asks for a later script: its file's, without the ending. */
export const nameOfPart = (path) => basename(path, extname(path)).replace(/^part-of-table:/, '');

/** @param root every file that is imported is named from here. */
export function checkedImports(root) {
  const hook = hookOf(root);
  const byName = new Map();
  return {
    name: 'checked-imports',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (path === hook || !/\bimport\s*\(/.test(source)) return undefined;
        // As JavaScript, so that an import in a type is gone.
        const { code } = await transform(source, { loader: 'ts', target: build.initialOptions.target, sourcefile: path });
        const found = [...code.matchAll(dynamic)];
        if (found.length !== code.split(/\bimport\(/).length - 1)
          return { errors: [{ text: `${relative(root, path)} imports something by a name that is not a plain string.` }] };
        if (found.length === 0) return undefined;
        const names = new Map();
        for (const [, specifier] of found) names.set(specifier, await partOf(build, specifier, path));
        const contents = code.replace(dynamic, (whole, specifier) => `__later(${JSON.stringify(names.get(specifier))}, () => ${whole})`);
        return {
          contents: `import { later as __later } from ${JSON.stringify(hook)};\n${contents}`,
          loader: 'js',
          resolveDir: dirname(path),
        };
      });
    },
  };

  async function partOf(build, specifier, importer) {
    const { path, errors } = await build.resolve(specifier, { kind: 'dynamic-import', importer, resolveDir: dirname(importer) });
    if (errors.length > 0) throw new Error(errors[0].text);
    const name = nameOfPart(path);
    const other = byName.get(name) ?? path;
    if (other !== path)
      throw new Error(
        `${relative(root, path)} and ${relative(root, other)} would both be called ${name} where they come later: rename one.`,
      );
    byName.set(name, path);
    return name;
  }
}
