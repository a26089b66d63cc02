/** The hour in UTC in which something is written (docs/formats/notation.md). */
export const hourOf = (now: Date): string => `${now.toISOString().slice(0, 13)}Z`;
