// The little that every page needs which shows files.

/** In MB with one digit after the point, at least 0.1. */
export const sizeOf = (bytes: number): string => Math.max(0.1, bytes / 1_000_000).toFixed(1);

/** Lets go of all files that are shown within an element. */
export function forgetFiles(within: Element) {
  for (const shown of within.querySelectorAll<HTMLImageElement>('[src^="blob:"]')) URL.revokeObjectURL(shown.src);
}
