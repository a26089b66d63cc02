// Builds everything that a browser loads: node build/browser/build.mjs. Called by src/App/Browser.targets when an input changed.
// docs/adr/0013-browser-build.md says why it is done this way.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './assets.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
try {
  await buildAll(root, join(root, 'src/App/wwwroot'));
} catch (e) {
  // esbuild has already printed the place of a fault in a source.
  if (!e.errors) console.error(e.message);
  process.exitCode = 1;
}
