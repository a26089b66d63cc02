/** Percent-encoded UTF-8 decoded; the text as it stands if an escape is cut or the bytes are no UTF-8. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
