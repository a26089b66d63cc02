import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteReader, ByteWriter, fromBase64Url, label, MalformedError, toBase64Url } from '../../../src/Sealing/wire.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((b) => Uint8Array.from(b));

test('bytes read back from base64url', () => {
  fc.assert(fc.property(bytes, (b) => assert.deepEqual(fromBase64Url(toBase64Url(b)), b)));
});

test('base64url with padding, other characters, unused bits or a wrong length is refused', () => {
  for (const bad of ['AA==', 'A', 'A+', 'A/', 'AB', 'A A', 1, null, undefined])
    assert.throws(() => fromBase64Url(bad), MalformedError, String(bad));
  assert.throws(() => fromBase64Url('AAAA', 4), MalformedError);
});

test('fields read back in the order in which they were written', () => {
  const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(fc.nat(255), fc.integer({ min: 0, max: 0xffffffff }), u64, bytes, (a, b, c, d) => {
      const reader = new ByteReader(new ByteWriter().label('chorus/v1/x').u8(a).u32(b).u64(c).var(d).toBytes());
      reader.label('chorus/v1/x');
      assert.deepEqual([reader.u8(), reader.u32(), reader.u64(), reader.var()], [a, b, c, d]);
      reader.end();
    }),
  );
});

test('integers are big-endian and a label has its length before it', () => {
  assert.deepEqual(new ByteWriter().u32(0x01020304).u64(0x0506n).toBytes(), Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 5, 6));
  assert.deepEqual(label('ab'), Uint8Array.of(2, 97, 98));
});

test('a reader refuses to read past the end, and bytes that are left', () => {
  assert.throws(() => new ByteReader(Uint8Array.of(1)).u32(), MalformedError);
  assert.throws(() => new ByteReader(Uint8Array.of(255, 255, 255, 255, 1)).var(), MalformedError);
  assert.throws(() => new ByteReader(Uint8Array.of(1)).end(), MalformedError);
  assert.throws(() => new ByteReader(label('chorus/v1/x')).label('chorus/v1/y'), MalformedError);
});

test('a number that does not fit its field is refused', () => {
  for (const bad of [-1, 256, 1.5, Number.NaN]) assert.throws(() => new ByteWriter().u8(bad), RangeError);
});
