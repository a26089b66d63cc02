// What the receipt signs to say that files belong to a version of a report (docs/formats/attachment.md).
import { sha256 } from '../../Sealing/digest.ts';
import type { ReceiptKeys } from '../../Sealing/receipt.ts';
import { ByteWriter, fromBase64Url, toBase64Url } from '../../Sealing/wire.ts';
import type { ReportAttachment } from './report-attachment.ts';
import type { DepositBody } from './report-sealer.ts';

/** The body of `POST /api/attachments/claims`. */
export interface ClaimBody {
  readonly statement: string;
  readonly statementSignature: string;
  readonly files: readonly { readonly id: string; readonly digest: string; readonly token?: string }[];
  readonly signature: string;
}

/** The claim of a version that was just sealed, or null where it has no files. */
export async function claimOf(body: DepositBody, files: readonly ReportAttachment[], keys: ReceiptKeys): Promise<ClaimBody | null> {
  if (files.length === 0) return null;
  const signed = new ByteWriter()
    .label('chorus/v1/attachment-claim')
    .bytes(await sha256(fromBase64Url(body.statement)))
    .u8(files.length);
  for (const file of files) signed.bytes(file.id).bytes(file.digest);
  return {
    statement: body.statement,
    statementSignature: body.signature,
    files: files.map((file) => ({
      id: toBase64Url(file.id),
      digest: toBase64Url(file.digest),
      ...(file.token && { token: toBase64Url(file.token) }),
    })),
    signature: toBase64Url(await keys.signing.sign(signed.toBytes())),
  };
}
