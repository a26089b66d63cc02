// A vehicle's plate: its letters and digits in upper case, and the country. Twin of VehicleIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { readRegion } from '../regions.ts';
import { clean } from '../Text/characters.ts';
import { transliterate } from '../Text/words.ts';

// Russian, Ukrainian and Greek plates use only letters that have a Latin twin (Vienna Convention on Road Traffic, annex 2), so
// that people write the same plate in either script: the twin counts, not the sound.
const foreign = 'АВЕКМНОРСТУХІΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const twins = 'ABEKMHOPCTYXIABEZHIKMNOPTYX';

export async function vehicleCanonical(identifier: Identifier): Promise<Attempt> {
  const region = readRegion(identifier.region);
  if (region === undefined) return refuse('region-unknown');
  const latin = Array.from(clean(identifier.value), twin).join('');
  const plate = (await transliterate(latin)).replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return plate === '' ? refuse('nothing-readable') : accept(`${plate}|${region ?? ''}`);
}

function twin(letter: string): string {
  const upper = letter.toUpperCase();
  const at = upper.length === 1 ? foreign.indexOf(upper) : -1;
  return at < 0 ? letter : twins[at]!;
}
