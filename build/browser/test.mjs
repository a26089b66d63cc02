// npm test: bundles tests/Scripts/**/*.test.ts and runs them with node's own runner; ends with `N passed, N failed`.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { filesUnder } from './scripts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const out = join(root, 'tests/Scripts/out');
const wanted = process.argv.slice(2);

rmSync(out, { recursive: true, force: true });
const sources = filesUnder(join(root, 'tests/Scripts')).filter(
  (f) => f.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((w) => f.includes(w))),
);
if (sources.length === 0) throw new Error(`No file in tests/Scripts matches ${wanted.join(' ')}.`);

await build({
  absWorkingDir: root,
  entryPoints: sources,
  outbase: join(root, 'tests/Scripts'),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'error',
});

let passed = 0;
let failed = 0;
const events = run({ files: filesUnder(out).filter((f) => f.endsWith('.test.mjs')), concurrency: 2 });
// A file that holds tests is reported as a test too; only the tests in it are counted.
const isFile = (data) => data.nesting === 0 && data.name.endsWith('.test.mjs');
events.on('test:pass', (data) => {
  if (!isFile(data) && data.details?.type !== 'suite') passed++;
});
events.on('test:fail', (data) => {
  if (data.details?.type !== 'suite') failed++;
});
const report = events.compose(spec);
report.pipe(process.stdout, { end: false });
await once(report, 'end');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
