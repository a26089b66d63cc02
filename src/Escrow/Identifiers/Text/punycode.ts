// RFC 3492, encoding only. Written out, though browsers have it inside their handling of host names, because those map letters
// first, each release a little differently, and both languages must give the same bytes.

const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 128;

/** The encoded label, without `xn--`. */
export function punycode(label: string): string {
  const points = Array.from(label, (letter) => letter.codePointAt(0)!);
  const basicPoints = points.filter((point) => point < initialN);
  const basic = basicPoints.length;
  let output = String.fromCodePoint(...basicPoints) + (basic > 0 ? '-' : '');
  let n = initialN;
  let delta = 0;
  let bias = initialBias;
  let handled = basic;
  while (handled < points.length) {
    const from = n;
    const next = points.reduce((least, point) => (point >= from && point < least ? point : least), 0x110000);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      output += number(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

function number(value: number, bias: number): string {
  let output = '';
  let rest = value;
  for (let k = base; ; k += base) {
    const threshold = Math.min(Math.max(k - bias, tMin), tMax);
    if (rest < threshold) return output + digit(rest);
    output += digit(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

const digit = (value: number): string => String.fromCharCode(value < 26 ? 97 + value : 48 + value - 26);

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
