// What the browser reads of others, fed with what almost follows its format (docs/formats/fuzzing.md): it reads or refuses
// by its own error, and what it read is written as it was. CHORUS_FUZZ_SEED=N repeats one case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntry, type EntryJson } from '../../../src/Escrow/Circles/circle-entry.ts';
import { verifyAcknowledgement } from '../../../src/Escrow/Depositing/acknowledgement.ts';
import { decodeDocument, encodeDocument } from '../../../src/Escrow/Depositing/report-document.ts';
import { decodeStatement, encodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { encodeStatementFile, readStatementFile } from '../../../src/Escrow/Findings/finding-statement.ts';
import { hourOf } from '../../../src/Escrow/hour.ts';
import { canonicalForm } from '../../../src/Escrow/Identifiers/canonical.ts';
import type { IdentifierKind } from '../../../src/Escrow/Identifiers/identifier-kind.ts';
import { checkManifestSignatures, parseManifest } from '../../../src/Escrow/Manifests/manifest.ts';
import { checkPacketKeys } from '../../../src/Escrow/Manifests/packet-keys.ts';
import { decodeReleaseRecord, encodeReleaseRecord } from '../../../src/Escrow/Releasing/release-record.ts';
import { openEnvelope, sealEnvelope } from '../../../src/Sealing/envelope.ts';
import { contentContext } from '../../../src/Sealing/envelope-keys.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { formatReceipt, parseReceipt } from '../../../src/Sealing/receipt.ts';
import { SealingError } from '../../../src/Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, MalformedError, same, toBase64Url, utf8 } from '../../../src/Sealing/wire.ts';
import { vectors } from '../vectors.ts';
import { mutated, toHex } from './mutator.ts';

const one = process.env['CHORUS_FUZZ_SEED'];

interface Format {
  readonly name: string;
  readonly examples: readonly Bytes[];
  /** Reads, and gives what writing it again gives; null where there is nothing to write. */
  readonly read: (bytes: Bytes) => Bytes | null | Promise<Bytes | null>;
  /** The error by which it refuses. */
  readonly refusal?: new (
    ...args: never[]
  ) => Error;
  /** JSON may be written in more than one way: then writing twice has to give the same. */
  readonly json?: boolean;
  readonly seeds?: number;
}

const field = (file: string, name: string): Bytes[] => vectors(file).good.map((v) => fromBase64Url(v[name]));
const text = (file: string, name: string): Bytes[] => vectors(file).good.map((v) => utf8(v[name] as string));

/** UTF-16 units, halves of characters included, as two bytes each. */
const units = (s: string): Bytes => Uint8Array.from({ length: 2 * s.length }, (_, i) => (s.charCodeAt(i >> 1) >> (8 * (i & 1))) & 255);
const ofUnits = (bytes: Bytes): string =>
  Array.from({ length: bytes.length >> 1 }, (_, i) => String.fromCharCode(bytes[2 * i]! + 256 * bytes[2 * i + 1]!)).join('');

/** The document with two files, one of which could not be looked into and answers a question. */
function withFiles(document: Bytes): Bytes {
  const [id, key] = [randomBytes(16), randomBytes(32)];
  const photo = { id, key, name: 'photo.jpg', type: 'image/jpeg', size: 482_113, digest: key, removed: ['location', 'device'] };
  const voice = { id: randomBytes(16), key, name: 'voice', type: 'audio/webm', size: 0, digest: key, removed: null, question: 'story' };
  return encodeDocument({ ...decodeDocument(document), attachments: [photo, voice] });
}

const manifest = vectors('manifest.json').good[0]!;
const packetKeys = vectors('packet-keys.json').good[0]!;
const acknowledgement = vectors('acknowledgement.json').good[1]!;
const envelope = vectors('envelope.json').good[0]!;
const circle = vectors('circle.json').good[1]!;
const circleEntry: EntryJson = {
  ...(circle as unknown as EntryJson),
  hour: hourOf(new Date((circle['hour'] as number) * 3_600_000)),
  keys: (circle['keys'] as string[]).map((sealed, seat) => ({ seat, key: sealed })),
};
const key = fromBase64Url(envelope['key']);
const context = contentContext(fromBase64Url(envelope['deployment']), fromBase64Url(envelope['handle']), envelope['version'] as number);
const kinds: IdentifierKind[] = ['email', 'phone', 'profile', 'staff-id', 'vehicle', 'name', 'role'];
const identifiers = [...vectors('identifiers.json').good, ...vectors('identifiers.json').bad];

const formats: Format[] = [
  {
    name: 'statement',
    examples: field('statement.json', 'statement'),
    read: (b) => encodeStatement(decodeStatement(b)),
    refusal: MalformedError,
  },
  {
    name: 'acknowledgement',
    examples: [fromBase64Url((acknowledgement['acks'] as string[])[1])],
    read: async (b) => {
      const hash = fromBase64Url((acknowledgement['statementHashes'] as string[])[1]);
      const valid = await verifyAcknowledgement(
        fromBase64Url(acknowledgement['signingKey']),
        acknowledgement['trustee'] as number,
        hash,
        b,
      );
      return valid ? fromBase64Url((acknowledgement['acks'] as string[])[1]) : null;
    },
    seeds: 300,
  },
  {
    name: 'release record',
    examples: vectors('release.json').good.flatMap((v) => (v['records'] as { record: string }[]).map((r) => fromBase64Url(r.record))),
    read: (b) => encodeReleaseRecord(decodeReleaseRecord(b)),
    refusal: MalformedError,
  },
  {
    name: 'report document',
    examples: [...text('deposit.json', 'document'), withFiles(text('deposit.json', 'document')[0]!)],
    read: (b) => encodeDocument(decodeDocument(b)),
    refusal: MalformedError,
    json: true,
  },
  {
    name: 'finding statement',
    examples: text('finding-statement.json', 'file'),
    read: (b) => encodeStatementFile(readStatementFile(b)),
    refusal: MalformedError,
    json: true,
    seeds: 300,
  },
  {
    name: 'manifest',
    examples: text('manifest.json', 'manifest'),
    read: async (b) => {
      await parseManifest(b);
      return null;
    },
    refusal: MalformedError,
    json: true,
  },
  {
    name: 'manifest signatures',
    examples: [utf8(JSON.stringify({ format: 'chorus/manifest-signatures/1', signatures: manifest['signatures'] }))],
    read: async (b) => {
      await checkManifestSignatures(await parseManifest(utf8(manifest['manifest'] as string)), b);
      return null;
    },
    refusal: MalformedError,
    json: true,
    seeds: 300,
  },
  {
    name: 'packet keys',
    examples: text('packet-keys.json', 'list'),
    read: async (b) => {
      await checkPacketKeys(await parseManifest(utf8(packetKeys['manifest'] as string)), b);
      return null;
    },
    refusal: MalformedError,
    json: true,
    seeds: 300,
  },
  {
    name: 'circle entry',
    examples: [utf8(JSON.stringify(circleEntry))],
    read: async (b) => {
      let entry: unknown;
      try {
        entry = JSON.parse(new TextDecoder().decode(b));
      } catch {
        return null;
      }
      const place = { deployment: fromBase64Url(circle['deployment']), circle: fromBase64Url(circle['circle']) };
      const previous = fromBase64Url(circle['previous']);
      const checked = await checkEntry(place, entry as EntryJson, previous, fromBase64Url(circle['signingKey']));
      if (checked) assert.deepEqual(toBase64Url(checked.chain), circle['chain']);
      return null;
    },
    json: true,
    seeds: 300,
  },
  {
    name: 'envelope',
    examples: [fromBase64Url(envelope['envelope'])],
    read: async (b) => sealEnvelope(key, context, await openEnvelope(key, context, b)),
    refusal: SealingError,
    seeds: 300,
  },
  {
    name: 'receipt as typed',
    examples: vectors('receipt.json').good.map((v) => units(v['typed'] as string)),
    read: (b) => {
      const digits = parseReceipt(ofUnits(b));
      if (digits !== null) assert.equal(parseReceipt(formatReceipt(digits)), digits);
      return null;
    },
  },
  {
    name: 'base64url',
    examples: ['', 'AA', 'AAA', 'AAAA', '_-8'].map(utf8),
    read: (b) => utf8(toBase64Url(fromBase64Url(new TextDecoder('latin1').decode(b)))),
    refusal: MalformedError,
  },
  ...kinds.map((kind) => ({
    name: `identifier ${kind}`,
    examples: identifiers.filter((v) => v['kind'] === kind).map((v) => units(v['value'] as string)),
    read: async (b: Bytes) => {
      const typed = ofUnits(b);
      for (const identifier of [
        { kind, value: typed, region: 'ES', place: 'Hotel Miramar' },
        { kind, value: '12 34', region: typed, place: typed },
      ]) {
        const form = await canonicalForm(identifier);
        if (form.ok) assert.ok(form.canonical !== '' && form.canonical.length <= 40 * (typed.length + 64), form.canonical.slice(0, 200));
      }
      return null;
    },
    seeds: 1000,
  })),
];

for (const format of formats) {
  test(`mutated bytes are read as they are written or refused: ${format.name}`, async () => {
    for (const example of format.examples) await holds(format, example, 'example');
    const seeds = one === undefined ? Array.from({ length: format.seeds ?? 1500 }, (_, i) => i + 1) : [Number(one)];
    for (const seed of seeds) await holds(format, mutated(seed, format.examples, format.json === true), `CHORUS_FUZZ_SEED=${seed}`);
  });
}

async function holds(format: Format, input: Bytes, what: string): Promise<void> {
  const failure = (how: string) => `${format.name}, ${what}: ${how}\nthe bytes in hex: ${toHex(input)}`;
  let written: Bytes | null;
  try {
    written = await format.read(input);
  } catch (e) {
    assert.ok(what !== 'example' && format.refusal !== undefined && e instanceof format.refusal, failure(`threw ${String(e)}`));
    return;
  }
  if (written === null) return;
  if (format.json) assert.ok(same((await format.read(written))!, written), failure('is written differently the second time'));
  else assert.ok(same(written, input), failure(`is written as ${toHex(written)}`));
}

test('a document with a text of millions of characters is read, and one that repeats a member after it is refused', () => {
  const document = decodeDocument(text('deposit.json', 'document')[0]!);
  const long = encodeDocument({ ...document, answers: { story: 'x'.repeat(20_000_000) } });

  assert.equal((decodeDocument(long).answers['story'] as string).length, 20_000_000);
  const repeating = utf8(new TextDecoder().decode(long).replace(/}$/, ',"language":"en"}'));
  assert.throws(() => decodeDocument(repeating), MalformedError);
});
