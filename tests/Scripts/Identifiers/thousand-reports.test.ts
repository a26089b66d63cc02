// C# and TypeScript agree on every identifier of the thousand reports: both digest all canonical forms of a kind, in order, and
// compare with the same file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { canonicalForm } from '../../../src/Escrow/Identifiers/canonical.ts';
import type { Identifier } from '../../../src/Escrow/Identifiers/identifier.ts';
import expected from '../../../vectors/thousand-reports.json' with { type: 'json' };

const reports = readFileSync('tests/data/reports-1000/reports.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line): Identifier[] => JSON.parse(line).respondent ?? []);

for (const [kind, digested] of Object.entries(expected)) {
  test(`every ${kind} of the thousand reports has the canonical form that C# gives it`, async () => {
    const identifiers = reports.filter((identifier) => identifier.kind === kind);
    let lines = '';
    for (const identifier of identifiers) {
      const attempt = await canonicalForm(identifier);
      assert.ok(attempt.ok, attempt.ok ? '' : attempt.sentence);
      lines += `${attempt.canonical}\n`;
    }
    assert.equal(identifiers.length, digested.count);
    assert.equal(createHash('sha256').update(lines).digest('hex'), digested.sha256);
  });
}
