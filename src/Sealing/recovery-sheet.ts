// Three printed sheets of an organisation's master key, of which any two restore it (docs/formats/recovery-sheet.md).
import { sha256 } from './digest.ts';
import { checkMaster, type KeyHolder } from './organisation-key.ts';
import { randomBytes } from './random.ts';
import { SealingError } from './sealing-error.ts';
import { ByteReader, type Bytes, ByteWriter, concat, label, same, toHex, utf8 } from './wire.ts';

/** Which key a sheet is of; `recipientKey` is that of the manifest, 32 bytes. */
export type RecoveredKey = Omit<KeyHolder, 'member'> & { readonly recipientKey: Bytes };

/** One sheet as it was read. Secret. */
export interface RecoverySheet {
  /** 1, 2 or 3. */
  readonly index: number;
  readonly keyId: Bytes;
  /** 3 bytes, the same on sheets that were made together. */
  readonly set: Bytes;
  /** 32 bytes. */
  readonly share: Bytes;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const characters = 72;
const checked = 41;

/** The three sheets of a master, each as 18 groups of four characters, and the set in six hex digits. */
export async function makeSheets(master: Bytes, key: RecoveredKey): Promise<{ sheets: string[]; set: string }> {
  await checkMaster(master, key.recipientKey);
  const [r, set, keyId] = [randomBytes(32), randomBytes(3), await keyIdOf(key)];
  const sheets = await Promise.all(
    [1, 2, 3].map(async (index) => {
      // Uniform for any master, since r is and index is not zero: one sheet says nothing.
      const share = master.map((byte, at) => byte ^ times(index, r[at]!));
      const body = new ByteWriter().u8(1).u8(index).bytes(keyId).bytes(set).bytes(share).toBytes();
      return inGroups(concat(body, await checkOf(body)));
    }),
  );
  r.fill(0);
  return { sheets, set: toHex(set) };
}

/**
 * Reads what somebody typed.
 * @throws SealingError: `malformed` if it is not as it was printed; `unknown-version`.
 */
export async function readSheet(typed: string): Promise<RecoverySheet> {
  const bytes = fromGroups(typed);
  const body = bytes.slice(0, checked);
  if (!same(await checkOf(body), bytes.slice(checked))) throw mistyped();
  const reader = new ByteReader(body);
  if (reader.u8() !== 1) throw new SealingError('unknown-version', 'a recovery sheet of another version');
  const index = reader.u8();
  if (index < 1 || index > 3) throw mistyped();
  return { index, keyId: reader.bytes(4), set: reader.bytes(3), share: reader.bytes(32) };
}

/** Why two sheets do not go together, or null where they do. */
export function whyNot(a: RecoverySheet, b: RecoverySheet): 'same' | 'sets' | null {
  if (!same(a.set, b.set)) return 'sets';
  return a.index === b.index ? 'same' : null;
}

/**
 * The 32-byte master of two sheets that go together. The caller erases it.
 * @throws SealingError `wrong-key` if they are not of this key.
 */
export async function restoreMaster(a: RecoverySheet, b: RecoverySheet, key: RecoveredKey): Promise<Bytes> {
  const keyId = await keyIdOf(key);
  if (!same(a.keyId, keyId) || !same(b.keyId, keyId)) throw new SealingError('wrong-key', 'the sheets are of another key');
  if (whyNot(a, b) !== null) throw new RangeError('two different sheets of one set are needed');
  // Lagrange at zero. In characteristic 2 the difference of two points is their XOR, and so is the third point.
  const inverse = inverses[a.index ^ b.index]!;
  const [forA, forB] = [times(b.index, inverse), times(a.index, inverse)];
  const master = a.share.map((byte, at) => times(forA, byte) ^ times(forB, b.share[at]!));
  await checkMaster(master, key.recipientKey);
  return master;
}

const inverses: Readonly<Record<number, number>> = { 1: 1, 2: 0x8d, 3: 0xf6 };

/** The product in GF(2^8) of FIPS 197. No branch and no index depends on either factor. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0, doubled = b; bit < 8; bit++) {
    product ^= doubled & -((a >> bit) & 1);
    doubled = ((doubled << 1) & 0xff) ^ (0x1b & -(doubled >> 7));
  }
  return product;
}

const keyIdOf = async ({ deployment, organisation, epoch, recipientKey }: RecoveredKey): Promise<Bytes> =>
  (
    await sha256(
      new ByteWriter().label('chorus/v1/recovery-key').bytes(deployment).var(utf8(organisation)).u32(epoch).bytes(recipientKey).toBytes(),
    )
  ).slice(0, 4);

const checkOf = async (body: Bytes): Promise<Bytes> => (await sha256(label('chorus/v1/recovery-sheet'), body)).slice(0, 4);

const mistyped = () => new SealingError('malformed', 'the sheet is not typed as it is printed');

/** 45 bytes are 360 bits, which are 72 characters without a rest. */
function inGroups(bytes: Bytes): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < characters; i++, value >>= 5n) text = alphabet[Number(value & 31n)]! + text;
  return text.match(/.{4}/g)!.join(' ');
}

function fromGroups(typed: string): Bytes {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if ([...text].length !== characters) throw mistyped();
  let value = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) throw mistyped();
    value = (value << 5n) | BigInt(digit);
  }
  return Uint8Array.from({ length: checked + 4 }, (_, at) => Number((value >> BigInt(8 * (checked + 3 - at))) & 255n));
}
