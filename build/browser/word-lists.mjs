// Writes the word lists that browsers use (src/Sealing/word-lists.ts) as JSON for the server and the command line.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Writes OUT/<language>.json, an array of 2,048 words in NFC, for every list. */
export async function writeWordLists(root, out) {
  const source = join(root, 'src/Sealing/word-lists.ts');
  if (!existsSync(source)) return;
  const folder = mkdtempSync(join(tmpdir(), 'word-lists-'));
  try {
    const outfile = join(folder, 'word-lists.mjs');
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    const { wordLists } = await import(pathToFileURL(outfile));
    for (const [language, load] of Object.entries(wordLists)) {
      writeFileSync(join(out, `${language}.json`), JSON.stringify((await load()).map((word) => word.normalize('NFC'))));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
