// Times that are stored or sent: whole hours in UTC (docs/formats/notation.md).

/** The hour in which an instant lies, such as 2026-11-23T21Z. */
export const hourOf = (instant: Date): string => `${instant.toISOString().slice(0, 13)}Z`;

/** The beginning of an hour, or null for any other spelling. */
export function parseHour(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\dZ$/.test(text)) return null;
  const date = new Date(`${text.slice(0, 13)}:00:00Z`);
  return Number.isNaN(date.getTime()) || hourOf(date) !== text ? null : date;
}
