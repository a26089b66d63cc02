// What an organisation says of a person to another employer, signed (docs/formats/finding-statement.md).
import { sha256 } from '../../Sealing/digest.ts';
import { type SigningKey, verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, MalformedError, same, toBase64Url, toHex, utf8 } from '../../Sealing/wire.ts';
import type { Manifest } from '../Manifests/manifest.ts';
import { Json } from '../strict-json.ts';
import { readStatementText, type StatementText, statementJson } from './statement-text.ts';

/** What opens an entry of the site's log (docs/formats/log.md). */
export interface StatementOpening {
  readonly index: number;
  readonly kind: string;
  /** 32 bytes. */
  readonly salt: Bytes;
  readonly content: string;
}

/** A statement as it is handed over. */
export interface FindingStatement {
  readonly text: StatementText;
  /** The exact text that was signed. */
  readonly signed: string;
  /** 64 bytes. */
  readonly signature: Bytes;
  readonly openings: readonly StatementOpening[];
}

const format = 'chorus/finding-statement/1';
const mostBytes = 256 * 1024;
const mostOpenings = 101;

/** Signs a text. @throws MalformedError for one that no reader takes. */
export async function signStatement(text: StatementText, signing: SigningKey): Promise<FindingStatement> {
  const signed = statementJson(text);
  readStatementText(utf8(signed));
  return { text, signed, signature: await signing.sign(await signedBytes(text, signed)), openings: [] };
}

/** SHA-256 of what was signed, 64 hex digits: as the log has it. */
export const digestOf = async ({ signed }: FindingStatement): Promise<string> => toHex(await sha256(utf8(signed)));

/** The file. */
export const encodeStatementFile = ({ signed, signature, openings }: FindingStatement): Bytes =>
  utf8(
    JSON.stringify({
      format,
      statement: signed,
      signature: toBase64Url(signature),
      openings: openings.map(({ index, kind, salt, content }) => ({ index, kind, salt: toBase64Url(salt), content })),
    }),
  );

/** Reads a file and checks its form. @throws MalformedError saying what does not fit. */
export function readStatementFile(file: Bytes): FindingStatement {
  if (file.length > mostBytes) throw new MalformedError(`a statement has at most ${mostBytes} bytes`);
  const json = Json.parse(file, 'the file').members(['format', 'statement', 'signature', 'openings']);
  json.format.mustBe(format);
  const signed = json.statement.text();
  const openings = json.openings.list();
  if (openings.length > mostOpenings) json.openings.fail('has too many');
  const read = openings.map(readOpening);
  if (new Set(read.map(({ index }) => index)).size !== read.length) json.openings.fail('opens an entry twice');
  return { text: readStatementText(utf8(signed)), signed, signature: json.signature.bytes(64), openings: read };
}

/** Whether a key of that organisation in a manifest, of any epoch, signed it. */
export async function isSignedIn({ text, signed, signature }: FindingStatement, manifest: Manifest): Promise<boolean> {
  const organisation = manifest.organisations.find(({ id }) => id === text.organisation.id);
  if (!organisation || !same(manifest.deployment, text.deployment)) return false;
  const bytes = await signedBytes(text, signed);
  const good = await Promise.all(organisation.keys.map((key) => verifySignature(key.signingKey, bytes, signature)));
  return good.includes(true);
}

function readOpening(json: Json): StatementOpening {
  const { index, kind, salt, content } = json.members(['index', 'kind', 'salt', 'content']);
  const named = kind.text(40);
  if (!/^[a-z-]+$/u.test(named)) kind.fail('is no kind');
  return { index: index.integer(0, Number.MAX_SAFE_INTEGER), kind: named, salt: salt.bytes(32), content: contentOf(content) };
}

const contentOf = (json: Json): string =>
  typeof json.value === 'string' && json.value.length >= 1 && json.value.length <= 16_384 && !/\p{Surrogate}/u.test(json.value)
    ? json.value
    : json.fail('has no fitting length');

const signedBytes = async ({ deployment, organisation }: StatementText, signed: string): Promise<Bytes> =>
  new ByteWriter()
    .label('chorus/v1/finding-statement')
    .bytes(deployment)
    .var(utf8(organisation.id))
    .bytes(await sha256(utf8(signed)))
    .toBytes();
