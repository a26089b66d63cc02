// Bytes that almost follow a format, made out of good examples of it; the same for the same seed. The twin of
// tests/Fuzzing/Mutator.cs: the same kinds of change, with numbers of its own.
import { type Bytes, concat, utf8 } from '../../../src/Sealing/wire.ts';

const borders = [0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 127, 128, 254, 255];
const oddText = ['80', 'c0af', 'eda080', 'f4908080', 'e282', 'efbbbf', '00'].map((hex) => fromHex(hex));
const nested = (open: string, close: string, depth: number, inner = '') => open.repeat(depth) + inner + close.repeat(depth);
const values = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.0',
  '1e0',
  '1e400',
  '0.1',
  '4294967296',
  '9'.repeat(4000),
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"A"',
  '"AB"',
  '"AA=="',
  '"keep"',
  '{}',
  '[]',
  '[null]',
  '{"":null}',
  '{"__proto__":{"kind":"name"}}',
  nested('[', ']', 5000),
  nested('{"a":', '}', 5000, '1'),
  `"${'A'.repeat(20_000)}"`,
  `[${Array(5000).fill('0').join()}]`,
];

/** The bytes of hex digits. */
export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The hex digits of bytes. */
export const toHex = (bytes: Bytes): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** An example with one to three changes. */
export function mutated(seed: number, examples: readonly Bytes[], json: boolean): Bytes {
  const below = numbers(seed);
  let bytes = examples[below(examples.length)]!;
  for (let changes = 1 + below(3); changes > 0; changes--) {
    bytes = json && below(2) === 0 ? jsonChanged(bytes, below) : changed(bytes, examples[below(examples.length)]!, below);
  }
  return bytes;
}

/** Numbers from 0 to end - 1 (splitmix with 32 bits). */
function numbers(seed: number): (end: number) => number {
  let state = seed | 0;
  return (end) => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) % end;
  };
}

function changed(bytes: Bytes, other: Bytes, below: (end: number) => number): Bytes {
  const at = below(bytes.length + 1);
  const noise = Uint8Array.from({ length: 1 + below(24) }, () => below(256));
  switch (below(9)) {
    case 0:
      return bytes.map((byte, i) => (i === at ? byte ^ (1 << below(8)) : byte));
    case 1:
      return bytes.map((byte, i) => (i === at ? borders[below(borders.length)]! : byte));
    case 2: {
      // Where a length stands, this is the most that it can say.
      const value = below(2) * 255;
      return bytes.map((byte, i) => (i >= at && i < at + 4 ? value : byte));
    }
    case 3:
      return concat(bytes.subarray(0, at), bytes.subarray(at + below(64)));
    case 4:
      return bytes.slice(0, at);
    case 5:
      return concat(bytes, noise);
    case 6:
      return concat(bytes.subarray(0, at), below(2) === 0 ? noise : oddText[below(oddText.length)]!, bytes.subarray(at));
    case 7:
      return concat(bytes.subarray(0, at), other.subarray(below(other.length + 1)));
    default:
      return concat(...Array.from({ length: 1 + below(4) }, () => bytes));
  }
}

/** One value or member of the JSON replaced, repeated or renamed; unchanged where the bytes are not JSON. */
function jsonChanged(bytes: Bytes, below: (end: number) => number): Bytes {
  let root: unknown;
  try {
    const text = new TextDecoder().decode(bytes);
    // JSON.stringify walks by recursion: what a change has nested deeply already is left as it is.
    if (/\[{100}|(\{"a":){100}/.test(text)) return bytes;
    root = JSON.parse(text);
  } catch {
    return bytes;
  }
  const places: [holder: Record<string, unknown>, name: string][] = [];
  collect(root, places);
  if (places.length === 0) return utf8(values[below(values.length)]!);
  const [holder, name] = places[below(places.length)]!;
  // Stands for the value in the text, where it is replaced by what JSON.stringify could not write.
  const mark = '\u0001here\u0001';
  const before = holder[name];
  holder[name] = mark;
  const text = JSON.stringify(root);
  const kind = Array.isArray(holder) ? 0 : below(4);
  const member = `${JSON.stringify(name)}:${JSON.stringify(mark)}`;
  const whole = `${JSON.stringify(name)}:${JSON.stringify(before)}`;
  if (kind === 3) return utf8(text.replace(member, () => `${whole},${whole}`));
  if (kind === 2) return utf8(text.replace(member, () => `"z${whole.slice(1)}`));
  return utf8(text.replace(JSON.stringify(mark), () => values[below(values.length)]!));
}

function collect(value: unknown, places: [Record<string, unknown>, string][]): void {
  const open: unknown[] = [value];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    if (typeof holder !== 'object' || holder === null) continue;
    for (const name of Object.keys(holder)) {
      places.push([holder as Record<string, unknown>, name]);
      const inner = (holder as Record<string, unknown>)[name];
      if (inner !== null) open.push(inner);
    }
  }
}
