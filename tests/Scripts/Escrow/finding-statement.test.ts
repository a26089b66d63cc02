import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  digestOf,
  encodeStatementFile,
  isSignedIn,
  readStatementFile,
  signStatement,
} from '../../../src/Escrow/Findings/finding-statement.ts';
import { type Manifest, parseManifest } from '../../../src/Escrow/Manifests/manifest.ts';
import { signingKeyFromSeed } from '../../../src/Sealing/signing.ts';
import { type Bytes, MalformedError, utf8 } from '../../../src/Sealing/wire.ts';
import { vectors } from '../vectors.ts';

const { good, bad } = vectors('finding-statement.json');

async function holds(file: Bytes, manifest: Manifest): Promise<boolean> {
  try {
    return await isSignedIn(readStatementFile(file), manifest);
  } catch (e) {
    if (e instanceof MalformedError) return false;
    throw e;
  }
}

for (const v of good) {
  test(`finding statement: ${v.name}`, async () => {
    const manifest = await parseManifest(utf8(v['manifest'] as string));
    const read = readStatementFile(utf8(v['file'] as string));
    assert.equal(await isSignedIn(read, manifest), true);
    assert.equal(await digestOf(read), v['digest']);
    assert.deepEqual([read.text.person, read.text.says], [v['person'], v['says']]);
    assert.deepEqual(readStatementFile(encodeStatementFile(read)), read);
  });
}

for (const v of bad) {
  test(`finding statement refused: ${v.name}`, async () => {
    assert.equal(await holds(utf8(v['file'] as string), await parseManifest(utf8(v['manifest'] as string))), false);
  });
}

test('what is signed here is read as it was meant, and a text that no reader takes is not signed', async () => {
  const signing = await signingKeyFromSeed(new Uint8Array(32).fill(7));
  const { text } = readStatementFile(utf8(good[0]!['file'] as string));
  const made = await signStatement(text, signing);
  assert.deepEqual(readStatementFile(encodeStatementFile(made)).text, text);
  for (const change of [{ person: '' }, { person: 'half \ud83d' }, { until: '2028-01-01' }, { issued: '2026-06-32' }, { findings: [] }]) {
    await assert.rejects(signStatement({ ...text, ...change }, signing), MalformedError, JSON.stringify(change));
  }
});
