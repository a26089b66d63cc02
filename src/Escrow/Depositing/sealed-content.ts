// The checks that the reporter and the recipient share: statement, content hash, envelope, document.
import { openEnvelope } from '../../Sealing/envelope.ts';
import { contentContext } from '../../Sealing/envelope-keys.ts';
import { verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, fromBase64Url, same } from '../../Sealing/wire.ts';
import { findRecipient, type Manifest } from '../Manifests/manifest.ts';
import { decodeDocument, type ReportDocument } from './report-document.ts';
import { orRefuse, require } from './report-fault.ts';
import { contentHashOf, decodeStatement, type Statement } from './statement.ts';

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
  const hash = await contentHashOf(bytes.content, bytes.escrowed, statement.recipientKey, statement.handle, statement.version);
  require(same(hash, statement.contentHash), 'content-hash');
  return bytes;
}

/** Opens the content with its key and reads the document, which has to name the organisation of the key. @throws ReportRefused */
export async function openContent(manifest: Manifest, statement: Statement, contentKey: Bytes, content: Bytes): Promise<ReportDocument> {
  const context = contentContext(statement.deployment, statement.handle, statement.version);
  const json = await orRefuse('content', () => openEnvelope(contentKey, context, content));
  const document = await orRefuse('document', () => decodeDocument(json));
  require(findRecipient(manifest, statement.recipientKey)?.id === document.organisation, 'document');
  return document;
}
