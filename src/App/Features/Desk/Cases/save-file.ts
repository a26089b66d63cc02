// Gives somebody a file to keep, made in this browser.
import type { Bytes } from '../../../../Sealing/wire.ts';

/** @param parts of JSON, in their order. */
export function saveFile(name: string, parts: readonly (Blob | Bytes)[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type: 'application/json' }));
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
