// Where this browser is, as a first suggestion for deadlines and law.
import type { CaseRules } from './case-rules.ts';

const holidaysByRegion: Readonly<Record<string, string>> = {
  US: 'us-federal',
  GB: 'england-and-wales',
  FR: 'france',
  DE: 'germany-nationwide',
  IE: 'ireland',
};

/** The time zone of this browser, such as Europe/Madrid. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The country that the browser's language names, such as GB; US where it names none that can be guessed. */
export const ownRegion = (): string => new Intl.Locale(navigator.language).maximize().region ?? 'US';

/** The holiday file of that country, else the one that knows week-ends only. */
export function holidaysFor({ holidays }: CaseRules): string {
  const wanted = holidaysByRegion[ownRegion()] ?? 'weekends-only';
  return holidays.find(({ name }) => name === wanted)?.name ?? holidays[0]?.name ?? '';
}
