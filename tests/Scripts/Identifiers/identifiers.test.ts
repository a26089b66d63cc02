import assert from 'node:assert/strict';
import test from 'node:test';
import { canonicalForm } from '../../../src/Escrow/Identifiers/canonical.ts';
import { fingerprintOf } from '../../../src/Escrow/Identifiers/fingerprint.ts';
import { type Identifier, longestValue } from '../../../src/Escrow/Identifiers/identifier.ts';
import { identifierKinds } from '../../../src/Escrow/Identifiers/identifier-kind.ts';
import { fromBase64Url, hex64 } from '../../../src/Sealing/wire.ts';
import fingerprints from '../../../vectors/fingerprints.json' with { type: 'json' };
import vectors from '../../../vectors/identifiers.json' with { type: 'json' };

for (const vector of vectors.good) {
  test(`${vector.kind}, ${vector.trap}: has its canonical form`, async () => {
    const attempt = await canonicalForm(vector as Identifier);
    assert.equal(attempt.ok ? attempt.canonical : attempt.code, vector.canonical);
  });
}

for (const vector of vectors.bad) {
  test(`${vector.name} is refused for its reason`, async () => {
    const attempt = await canonicalForm(vector as Identifier);
    assert.equal(attempt.ok ? attempt.canonical : attempt.code, vector.code);
    assert.ok(!attempt.ok && !attempt.sentence.includes('{'));
  });
}

test('every kind has at least fifteen good vectors', () => {
  for (const kind of identifierKinds) assert.ok(vectors.good.filter((vector) => vector.kind === kind).length >= 15, kind);
});

test('a value of the longest length is not too long', async () => {
  const attempt = await canonicalForm({ kind: 'name', value: 'a'.repeat(longestValue) });
  assert.ok(attempt.ok);
});

test('every vector has its fingerprint', async () => {
  for (const vector of fingerprints.vectors) {
    const found = await fingerprintOf(fromBase64Url(vector.salt), vector.kind as Identifier['kind'], vector.canonical);
    assert.equal(hex64(found), vector.fingerprint);
  }
});
