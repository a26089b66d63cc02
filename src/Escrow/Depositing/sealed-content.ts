// The checks that the reporter and the recipient share: statement, content hash, envelope, document.
import { sha256 } from '../../Sealing/digest.ts';
import { openEnvelope } from '../../Sealing/envelope.ts';
import { contentContext } from '../../Sealing/envelope-keys.ts';
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, fromBase64Url, same } from '../../Sealing/wire.ts';
import { findRecipient, type Manifest } from '../Manifests/manifest.ts';
import { decodeDocument, type ReportDocument } from './report-document.ts';
import { orRefuse, require } from './report-fault.ts';
import { contentHashFrom, decodeStatement, type Statement } from './statement.ts';

/** A statement with its bytes, its signature checked. */
export interface SignedStatement extends Statement {
  readonly bytes: Bytes;
}

/** Reads a statement of this deployment and checks its own family's signature. @throws ReportRefused */
export async function checkStatement(manifest: Manifest, statement: string, signature: string): Promise<SignedStatement> {
  const bytes = await orRefuse('statement', () => fromBase64Url(statement));
  const decoded = await orRefuse('statement', () => decodeStatement(bytes));
  const signed = await orRefuse('statement-signature', () => verifySignature(decoded.family, bytes, fromBase64Url(signature)));
  require(signed, 'statement-signature');
  require(same(decoded.deployment, manifest.deployment), 'wrong-place');
  return { ...decoded, bytes };
}

/** The two ciphertexts, if they are those that the statement names. @throws ReportRefused */
export async function checkContent(
  statement: Statement,
  content: unknown,
  escrowed: unknown,
): Promise<{ readonly content: Bytes; readonly escrowed: Bytes }> {
  const bytes = await orRefuse('content-hash', () => ({ content: fromBase64Url(content), escrowed: fromBase64Url(escrowed) }));
  await checkContentHash(statement, bytes.content, await sha256(bytes.escrowed));
  return bytes;
}

/** The content alone, where of the escrowed key only the hash is left. @throws ReportRefused */
export async function checkKeptContent(statement: Statement, content: unknown, escrowedHash: unknown): Promise<Bytes> {
  const bytes = await orRefuse('content-hash', () => ({ content: fromBase64Url(content), hash: fromBase64Url(escrowedHash, 32) }));
  await checkContentHash(statement, bytes.content, bytes.hash);
  return bytes.content;
}

async function checkContentHash(statement: Statement, content: Bytes, escrowedHash: Bytes): Promise<void> {
  const hash = await contentHashFrom(content, escrowedHash, statement.recipientKey, statement.handle, statement.version);
  require(same(hash, statement.contentHash), 'content-hash');
}

/** Opens the content with its key and reads the document, which has to name the organisation of the key. @throws ReportRefused */
export async function openContent(manifest: Manifest, statement: Statement, contentKey: Bytes, content: Bytes): Promise<ReportDocument> {
  const context = contentContext(statement.deployment, statement.handle, statement.version);
  const json = await orRefuse('content', () => openEnvelope(contentKey, context, content));
  const document = await orRefuse('document', () => decodeDocument(json));
  require(findRecipient(manifest, statement.recipientKey)?.id === document.organisation, 'document');
  return document;
}
