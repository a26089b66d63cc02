// A file of the form that is being filled in, as the form keeps it: in a hidden field named `files` each, so that a draft holds it
// like every other answer, and a refresh goes on with it. It stands in this tab only.

export interface KeptFile {
  /** Base64url, of 16 bytes. */
  id: string;
  /** Base64url, of 32 bytes. */
  key: string;
  /** Base64url, of 32 bytes; absent for a file of a version that was sent before. */
  token?: string;
  name: string;
  type: string;
  size: number;
  removed: readonly string[] | null;
  question?: string;
  /** Base64url; absent until all of it has arrived. */
  digest?: string;
  /** SHA-256 of each chunk that was sealed, base64url, by index. */
  hashes?: string[];
  /** SHA-256 of the file's first bytes, so that only the same file goes on. */
  first?: string;
  /** Of a recording, in seconds. */
  seconds?: number;
}

export function parseKept(value: string): KeptFile | null {
  try {
    const kept = JSON.parse(value) as KeptFile;
    return typeof kept.id === 'string' && typeof kept.key === 'string' && typeof kept.name === 'string' ? kept : null;
  } catch {
    return null;
  }
}
