// The advocate's root of a circle, under the advocate's own passphrase (docs/formats/circle.md): no colleague's opens it.
import type { CirclePlace } from './circle-seat.ts';
import { unwrapUnderPassphrase, wrapUnderPassphrase } from './passphrase-wrap.ts';
import { type Bytes, ByteWriter, utf8 } from './wire.ts';

/** Wraps the advocate's root for a circle: 82 bytes for the site to keep. */
export const wrapCircleRoot = (root: Bytes, passphrase: string, place: CirclePlace, member: string): Promise<Bytes> =>
  wrapUnderPassphrase(root, passphrase, rootAad(place, member));

/** Opens it. @throws SealingError `altered` for another passphrase, member or circle. */
export const unwrapCircleRoot = (wrapped: Bytes, passphrase: string, place: CirclePlace, member: string): Promise<Bytes> =>
  unwrapUnderPassphrase(wrapped, passphrase, rootAad(place, member));

const rootAad = ({ deployment, circle }: CirclePlace, member: string): Bytes =>
  new ByteWriter().label('chorus/v1/circle-root').bytes(deployment).bytes(circle).var(utf8(member)).toBytes();
