import names from './regions.json' with { type: 'json' };
import { clean } from './Text/characters.ts';

/** Countries by ISO 3166-1 alpha-2 code, with an English name. */
export const regions: Readonly<Record<string, string>> = names;

/**
 * Reads a code of any case; UK and EL, which their people use, are GB and GR.
 * Nothing gives null; anything that is no country gives undefined.
 */
export function readRegion(text: string | null | undefined): string | null | undefined {
  const code = clean(text ?? '').toUpperCase();
  if (code === '') return null;
  const region = code === 'UK' ? 'GB' : code === 'EL' ? 'GR' : code;
  return regions[region] === undefined ? undefined : region;
}

export const regionName = (region: string): string => regions[region] ?? region;
