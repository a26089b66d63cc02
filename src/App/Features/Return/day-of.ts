/** The day of an hour such as 2026-11-23T21Z, in words of the page's language. */
export function dayOf(hour: string, language: string): string {
  const time = new Date(`${hour.slice(0, 13)}:00Z`);
  return Number.isNaN(time.getTime()) ? hour : time.toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
}
