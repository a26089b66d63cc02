// Small files of each kind, each with data in it that must not leave the phone; every such place holds the word SECRET.
import { type Bytes, ByteWriter, concat, utf8 } from '../../../src/Sealing/wire.ts';

export const secret = 'SECRET';

const ascii = (text: string): Bytes => utf8(text);
const u16 = (n: number): Bytes => Uint8Array.of(n >> 8, n & 255);
const u32 = (n: number): Bytes => new ByteWriter().u32(n).toBytes();
const le32 = (n: number): Bytes => u32(n).reverse() as Bytes;

/** An Exif block: a maker, upside down, a place, and after that a thumbnail. */
export const exif = (): Bytes => {
  const entry = (tag: number, type: number, count: number, value: Bytes) => concat(u16(tag), u16(type), u32(count), value);
  const entries = concat(
    entry(0x010f, 2, 7, u32(62)),
    entry(0x0112, 3, 1, concat(u16(3), u16(0))),
    entry(0x8825, 4, 1, u32(50)),
    entry(0x0132, 2, 7, u32(62)),
  );
  return concat(ascii('MM'), u16(42), u32(8), u16(4), entries, u32(62), ascii(`${secret}\0`), ascii(secret));
};

const segment = (marker: number, content: Bytes): Bytes => concat(Uint8Array.of(0xff, marker), u16(content.length + 2), content);

export const jpeg = (): Bytes =>
  concat(
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, ascii('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    segment(0xe1, concat(ascii('Exif\0\0'), exif())),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    segment(0xed, ascii(`Photoshop 3.0\0${secret}`)),
    segment(0xe2, ascii(`MPF\0${secret}`)),
    segment(0xfe, ascii(secret)),
    segment(0xdb, new Uint8Array(65)),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd3, 0x56),
    segment(0xfe, ascii(secret)),
    Uint8Array.of(0xff, 0xd9),
    ascii(`a film ${secret}`),
  );

const pngChunk = (type: string, content: Bytes): Bytes => concat(u32(content.length), ascii(type), content, u32(0));

export const png = (): Bytes =>
  concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', new Uint8Array(13)),
    pngChunk('tEXt', ascii(`Author\0${secret}`)),
    pngChunk('eXIf', exif()),
    pngChunk('tIME', ascii(secret)),
    pngChunk('IDAT', new Uint8Array(20)),
    pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0${secret}`)),
    pngChunk('IEND', new Uint8Array(0)),
    ascii(secret),
  );

const riffChunk = (type: string, content: Bytes): Bytes =>
  concat(ascii(type), le32(content.length), content, new Uint8Array(content.length % 2));
const riff = (form: string, ...chunks: readonly Bytes[]): Bytes => {
  const body = concat(ascii(form), ...chunks);
  return concat(ascii('RIFF'), le32(body.length), body);
};

export const webp = (): Bytes =>
  riff(
    'WEBP',
    riffChunk('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    riffChunk('VP8 ', new Uint8Array(31)),
    riffChunk('EXIF', exif()),
    riffChunk('XMP ', ascii(secret)),
  );

export const wav = (): Bytes =>
  riff('WAVE', riffChunk('fmt ', new Uint8Array(16)), riffChunk('LIST', ascii(`INFOIART${secret}`)), riffChunk('data', new Uint8Array(99)));

export const mp3 = (): Bytes =>
  concat(
    ascii('ID3\x04\0\0'),
    Uint8Array.of(0, 0, 0, 6),
    ascii(secret),
    Uint8Array.of(0xff, 0xfb, 0x90, 0),
    new Uint8Array(200),
    ascii('TAG'),
    ascii(secret),
    new Uint8Array(119),
  );

export const pdf = (): Bytes =>
  ascii(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Metadata 3 0 R >>\nendobj\n` +
      `2 0 obj\n<< /Author (${secret} \\) (x) ) /Creator <${'53454352455420'}> /CreationDate (D:2026${secret}) >>\nendobj\n` +
      `3 0 obj\n<< /Type /Metadata /Length 60 >>\nstream\n<?xpacket begin?>${secret}<?xpacket end?>\nendstream\nendobj\n` +
      `trailer\n<< /Root 1 0 R /Info 2 0 R >>\nstartxref\n0\n%%EOF\n`,
  );

/** The information is packed into another object. */
export const packedPdf = (): Bytes => ascii(`%PDF-1.7\n1 0 obj\n<< /Type /XRef /Info 9 0 R >>\nstream\n${secret}\nendstream\nendobj\n`);

const box = (type: string, ...content: readonly Bytes[]): Bytes => {
  const body = concat(...content);
  return concat(u32(body.length + 8), ascii(type), body);
};
const full = (type: string, version: number, ...content: readonly Bytes[]): Bytes => box(type, Uint8Array.of(version, 0, 0, 0), ...content);

export const heic = (): Bytes => {
  const item = concat(u32(6), ascii('Exif\0\0'), exif());
  const make = (at: number) => {
    const entry = full('infe', 2, u16(7), u16(0), ascii('Exif\0'));
    const place = concat(Uint8Array.of(0x44, 0), u16(1), u16(7), u16(0), u16(1), u32(at), u32(item.length));
    const meta = full('meta', 0, full('iinf', 0, u16(1), entry), full('iloc', 0, place));
    return concat(box('ftyp', ascii('heic\0\0\0\0mif1heic')), meta);
  };
  const head = make(0);
  return concat(make(head.length + 8), box('mdat', item, new Uint8Array(50)));
};

export const m4a = (): Bytes =>
  concat(
    box('ftyp', ascii('M4A \0\0\0\0M4A ')),
    box(
      'moov',
      full('mvhd', 0, u32(0xdeadbeef), u32(0xdeadbeef), new Uint8Array(88)),
      box('trak', box('mdia', full('hdlr', 0, u32(0), ascii('soun'), new Uint8Array(12), ascii(`${secret}\0`)))),
      box('udta', box('\xa9xyz'.slice(1), ascii(`+36.5-006.3/${secret} location`))),
    ),
    box('mdat', new Uint8Array(300)),
  );

export const all = { jpeg, png, webp, wav, mp3, pdf, heic, m4a };
