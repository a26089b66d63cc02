import { lowerCase } from './characters.ts';
import { punycode } from './punycode.ts';

/**
 * An internet name in lower case, other scripts as `xn--` labels (RFC 5890, without the mappings that differ between browsers:
 * a sharp s stays one). Null for what cannot be a host of at least two labels.
 */
export function domainToAscii(host: string): string | null {
  const labels = lowerCase(host)
    .replaceAll('。', '.')
    .replace(/\.+$/, '')
    .split('.')
    .map((label) => (/^[\x00-\x7f]*$/.test(label) ? label : `xn--${punycode(label)}`));
  if (labels.length < 2 || labels.some((label) => !/^[a-z0-9_-]{1,63}$/.test(label))) return null;
  // The last label of a host is never a number: that would be an address of the old internet.
  return /^[0-9]+$/.test(labels.at(-1)!) ? null : labels.join('.');
}
