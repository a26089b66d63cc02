// Bundles the two style sheets. Each is a list of @import lines, so that what a page loads can be read in one file.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { target } from './scripts.mjs';

/** reporter.css is for the people who report, desk.css for advocates and members. */
export const sheets = ['reporter.css', 'desk.css'];

/** @returns {Promise<Map<string, {file: string, imports: string[], lazy: string[]}>>} by logical name. */
export async function bundleStyles(root, out) {
  const found = sheets.map((name) => [name, join(root, 'src/App/Components', name)]).filter(([, file]) => existsSync(file));
  if (found.length === 0) return new Map();
  const result = await build({
    absWorkingDir: root,
    entryPoints: found.map(([, file]) => file),
    outdir: out,
    bundle: true,
    target: [target, 'chrome100', 'firefox100', 'safari15.4'],
    minify: true,
    charset: 'utf8',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    metafile: true,
    logLevel: 'error',
  });
  const outputs = Object.entries(result.metafile.outputs);
  return new Map(
    found.map(([name, file]) => {
      const [path] = outputs.find(([, o]) => o.entryPoint && join(root, o.entryPoint) === file);
      return [name, { file: join(root, path), imports: [], lazy: [] }];
    }),
  );
}
