// Seals a version of a report in the reporter's browser (docs/formats/deposit.md): nothing readable leaves it.
import { sha256 } from '../../Sealing/digest.ts';
import { sealEnvelope } from '../../Sealing/envelope.ts';
import { contentContext, escrowContext } from '../../Sealing/envelope-keys.ts';
import { hpkeSeal } from '../../Sealing/hpke.ts';
import { randomBytes, randomU64, shuffled } from '../../Sealing/random.ts';
import type { ReceiptKeys } from '../../Sealing/receipt.ts';
import { sealSmallEnvelope } from '../../Sealing/small-envelope.ts';
import { type Bytes, label, same, toBase64Url } from '../../Sealing/wire.ts';
import { currentKey, type Manifest, organisationOf } from '../Manifests/manifest.ts';
import type { PacketKeys } from '../Manifests/packet-keys.ts';
import { sealPacket } from './packet.ts';
import { makeParts, partCommitment, slotCount } from './part.ts';
import { encodeDocument, type ReportDocument, type ReportDraft } from './report-document.ts';
import {
  change,
  contentHashOf,
  decodeStatement,
  deposit,
  encodeStatement,
  mostReports,
  noPredecessor,
  type Statement,
  withdrawal,
  wrapAad,
} from './statement.ts';

/** The body of `POST /api/statements`; all bytes are base64url. */
export interface DepositBody {
  readonly statement: string;
  readonly signature: string;
  readonly lookup: string;
  readonly content: string;
  readonly escrowed: string;
  readonly selfWrap: string;
  readonly packets: readonly [string, string, string];
}

/** The body of a withdrawal. */
export type WithdrawalBody = Pick<DepositBody, 'statement' | 'signature'>;

/** The version that a change or withdrawal follows. */
export interface Previous {
  /** The 411 bytes of its statement. */
  readonly statement: Bytes;
  /** Its document: the thread key is kept while the organisation stays. */
  readonly document: ReportDocument;
}

/** What is to be sealed. */
export interface Sealing {
  readonly manifest: Manifest;
  /** To which the three packets are sealed: those of the epoch in use. */
  readonly packetKeys: PacketKeys;
  readonly keys: ReceiptKeys;
  readonly document: ReportDraft;
  /** For each identifier of the document, in order, its fingerprint (src/Escrow/Identifiers); unused where mayRelease is false. */
  readonly fingerprints: readonly (bigint | null)[];
  /** 0 to 15: which report of the receipt this is. A change has the number of its predecessor. */
  readonly number: number;
  readonly previous?: Previous;
}

/** Seals a deposit, or a change where there is a previous version. Every key in it is new. @throws RangeError for a draft that cannot be sealed. */
export async function sealReport(sealing: Sealing): Promise<DepositBody> {
  const { manifest, packetKeys, keys, document: draft, fingerprints, number, previous } = sealing;
  if (!Number.isInteger(number) || number < 0 || number >= mostReports) throw new RangeError('a receipt has reports 0 to 15');
  const last = previous && decodeStatement(previous.statement);
  if (last && (last.number !== number || !same(last.family, keys.signing.publicKey)))
    throw new RangeError('the previous version is of another report');
  const handle = last?.handle ?? randomBytes(16);
  const version = (last?.version ?? 0) + 1;
  const { recipientKey } = currentKey(organisationOf(manifest, draft.organisation));
  const { document, slots } = arrange(draft, fingerprints, previous);

  const contentKey = randomBytes(32);
  const escrowKey = randomBytes(32);
  const aad = wrapAad(manifest.deployment, handle, version, recipientKey);
  const content = await sealEnvelope(contentKey, contentContext(manifest.deployment, handle, version), encodeDocument(document));
  const wrap = await hpkeSeal(recipientKey, label('chorus/v1/wrap'), aad, contentKey);
  const escrowed = await sealSmallEnvelope(escrowKey, escrowContext(manifest.deployment, handle, version), wrap);
  const selfWrap = await hpkeSeal(keys.box.publicKey, label('chorus/v1/self-wrap'), aad, contentKey);

  const parts = makeParts(escrowKey, draft.quorum, slots);
  const of = { handle, version, family: keys.signing.publicKey };
  const packets = await each((i) => sealPacket(manifest, packetKeys[i]!, i, of, parts));
  contentKey.fill(0);
  escrowKey.fill(0);

  const statement: Statement = {
    operation: last ? change : deposit,
    deployment: manifest.deployment,
    manifestHash: manifest.hash,
    handle,
    version,
    family: keys.signing.publicKey,
    number,
    recipientKey,
    contentHash: await contentHashOf(content, escrowed, recipientKey, handle, version),
    commitments: await each((j) => partCommitment(j, handle, version, parts[j]!)),
    packetHashes: await each((i) => sha256(packets[i]!)),
    predecessor: previous ? await sha256(previous.statement) : noPredecessor,
  };
  return {
    ...(await signed(statement, keys)),
    lookup: toBase64Url(keys.lookup),
    content: toBase64Url(content),
    escrowed: toBase64Url(escrowed),
    selfWrap: toBase64Url(selfWrap),
    packets: [toBase64Url(packets[0]), toBase64Url(packets[1]), toBase64Url(packets[2])],
  };
}

/** Seals the end of a report: what is still held is destroyed. */
export async function sealWithdrawal(
  manifest: Manifest,
  keys: ReceiptKeys,
  previous: Pick<Previous, 'statement'>,
): Promise<WithdrawalBody> {
  const last = decodeStatement(previous.statement);
  return signed(withdrawal(last, await sha256(previous.statement), manifest.hash), keys);
}

async function signed(statement: Statement, keys: ReceiptKeys): Promise<WithdrawalBody> {
  const bytes = encodeStatement(statement);
  return { statement: toBase64Url(bytes), signature: toBase64Url(await keys.signing.sign(bytes)) };
}

/** Puts the identifiers that may release into slots in random order and fills the rest, so that their number does not show. */
function arrange(
  draft: ReportDraft,
  fingerprints: readonly (bigint | null)[],
  previous: Previous | undefined,
): { document: ReportDocument; slots: bigint[] } {
  if (draft.identifiers.length > slotCount) throw new RangeError(`a report has at most ${slotCount} identifiers`);
  const releasing = draft.identifiers.flatMap((identifier, i) => (identifier.mayRelease ? [i] : []));
  if (draft.referred && (draft.quorum !== 1 || releasing.length > 0)) throw new RangeError('a report that was referred is no voice');
  if (releasing.length === 0 && draft.quorum !== 'keep' && !draft.referred)
    throw new RangeError('a report that others may release names somebody');
  const filled: (number | null)[] = [...releasing, ...Array.from({ length: slotCount - releasing.length }, () => null)];
  const places = shuffled(filled);
  const padding: bigint[] = [];
  const slots = places.map((index) => {
    if (index === null) {
      padding.push(randomU64());
      return padding[padding.length - 1]!;
    }
    const fingerprint = fingerprints[index];
    if (fingerprint === null || fingerprint === undefined) throw new RangeError(`identifier ${index} may release and has no fingerprint`);
    return fingerprint;
  });
  // Another organisation must not read what was written to the last one, nor the last one what comes now.
  const threadKey = previous?.document.organisation === draft.organisation ? previous.document.threadKey : randomBytes(32);
  return { document: { ...draft, slots: places, padding, threadKey }, slots };
}

async function each<T>(make: (i: number) => Promise<T>): Promise<[T, T, T]> {
  return [await make(0), await make(1), await make(2)];
}
