// When a version was time-stamped, as far as a page can tell: that its way leads to the root that the token names (docs/formats/timestamp.md).
// Whether the token is genuine, `chorus verify` checks: the certificates of an authority are not for a phone.
import { sha256 } from '../../Sealing/digest.ts';
import { ByteReader, type Bytes, fromBase64Url, label, MalformedError, same } from '../../Sealing/wire.ts';
import { rootOf } from '../hash-tree.ts';

const depth = 12;
const hashLength = 32;
/** Longest stamp that is read. */
const mostBytes = 2 + depth * hashLength + (16 << 10);

const integerTag = 0x02;
const timeTag = 0x18;

/** The leaf of a version. */
export const leafOf = async (statement: Bytes, signature: Bytes): Promise<Bytes> =>
  sha256(label('chorus/v1/timestamp-leaf'), await sha256(statement), signature);

const nodeOf = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(label('chorus/v1/timestamp-node'), left, right);

/** The time in a version's stamp; null where it is none, or one for something else. */
export async function stampedAt(statement: Bytes, signature: Bytes, stamp: unknown): Promise<Date | null> {
  try {
    const bytes = fromBase64Url(stamp);
    if (bytes.length > mostBytes) return null;
    const reader = new ByteReader(bytes);
    const place = reader.u8() * 256 + reader.u8();
    if (place >= 1 << depth) return null;
    const root = await rootOf(place, await leafOf(statement, signature), reader.bytes(depth * hashLength), nodeOf);
    return timeIn(bytes.slice(2 + depth * hashLength), await sha256(label('chorus/v1/timestamp'), root));
  } catch (e) {
    if (e instanceof MalformedError) return null;
    throw e;
  }
}

/** In a token (RFC 3161, section 2.4.2), after the hash that is stamped: the serial number, then the time. */
function timeIn(token: Bytes, imprint: Bytes): Date | null {
  for (let at = 0; at + imprint.length < token.length; at++) {
    if (!same(token.subarray(at, at + imprint.length), imprint)) continue;
    const serial = at + imprint.length;
    const time = serial + 2 + (token[serial + 1] ?? 0);
    if (token[serial] !== integerTag || (token[serial + 1] ?? 255) > 64 || token[time] !== timeTag) return null;
    const text = String.fromCharCode(...token.subarray(time + 2, time + 2 + (token[time + 1] ?? 0)));
    const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,6})?Z$/.exec(text);
    const date = parts ? new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`) : null;
    return date && !Number.isNaN(date.getTime()) ? date : null;
  }
  return null;
}
