// What members seal for members, under a key of the root of the organisation's sheets (docs/formats/sheet.md, docs/formats/extract.md).
import { hkdf } from './digest.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { EnvelopeContext } from './envelope-keys.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { type Bytes, ByteWriter, concat, MalformedError } from './wire.ts';

/** For what, of whom and where. */
export interface MembersUse {
  /** Of the use, `chorus/v1/sheet-key`: no key of one use is ever a key of another. */
  readonly label: string;
  /** What the key is of besides: whose it is. */
  readonly bound: Bytes;
  readonly context: EnvelopeContext;
}

const saltLength = 16;
const longestText = 65_536 - 4;
const longestSealed = saltLength + 35 + 65_536 + 16;

/** Seals a text under a fresh salt. @param root 32 bytes, of the organisation's key. @throws RangeError for more than fits. */
export async function sealForMembers(root: Bytes, use: MembersUse, text: Bytes): Promise<Bytes> {
  if (text.length > longestText) throw new RangeError(`members seal at most ${longestText} bytes`);
  const salt = randomBytes(saltLength);
  return concat(salt, await sealEnvelope(await keyOf(root, use, salt), use.context, text));
}

/** Opens it. @throws SealingError naming the first check that failed. */
export async function openForMembers(root: Bytes, use: MembersUse, sealed: Bytes): Promise<Bytes> {
  if (sealed.length <= saltLength || sealed.length > longestSealed)
    throw new SealingError('malformed', 'what members seal has one of three lengths');
  const key = await keyOf(root, use, sealed.slice(0, saltLength));
  return openEnvelope(key, use.context, sealed.slice(saltLength));
}

function keyOf(root: Bytes, { label, bound }: MembersUse, salt: Bytes): Promise<Bytes> {
  if (root.length !== 32) throw new MalformedError('the root of sheet keys is 32 bytes');
  return hkdf(root, new ByteWriter().label(label).bytes(salt).bytes(bound).toBytes(), 32);
}
