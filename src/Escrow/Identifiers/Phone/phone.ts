// A telephone number: E.164 of a possible number, by libphonenumber's metadata. Twin of PhoneIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { readRegion, regionName } from '../regions.ts';
import { clean } from '../Text/characters.ts';
import { ask } from '../tables.ts';

export async function phoneCanonical(identifier: Identifier): Promise<Attempt> {
  const region = readRegion(identifier.region);
  if (region === undefined) return refuse('region-unknown');
  const { digits, international } = digitsOf(clean(identifier.value));
  if (digits === '') return refuse('phone-not-a-number');
  if (international) return parse(`+${digits.replace(/^0+/, '')}`, null);
  if (digits.startsWith('00')) {
    // People write 00 for + everywhere, also where the telephone exchange wants 011 or 810. Where 00 begins something else
    // (0011 in Australia), what follows it is not a possible number, and the country's rules decide.
    const attempt = await parse(`+${digits.replace(/^0+/, '')}`, null);
    if (attempt.ok || region === null) return attempt;
    const national = await parse(digits, region);
    return national.ok ? national : attempt;
  }
  return region === null ? refuse('phone-needs-country') : parse(digits, region);
}

/** The digits, and whether a plus stands before the first. Letters before are a label, letters after an extension. */
function digitsOf(text: string): { digits: string; international: boolean } {
  let digits = '';
  let international = false;
  for (const letter of text) {
    if (letter >= '0' && letter <= '9') digits += letter;
    else if (digits === '') international ||= letter === '+';
    else if (/[#;,\p{L}]/u.test(letter)) break;
  }
  return { digits, international };
}

async function parse(digits: string, region: string | null): Promise<Attempt> {
  const given = region === null ? 'any country' : regionName(region);
  // libphonenumber's own bounds (2 to 17 digits), tested here so that both languages name the same reason.
  if (digits.length < 3) return refuse('phone-too-short', given);
  if (digits.length > 20) return refuse('phone-too-long', given);
  // The metadata are a third of a megabyte: in a browser the rules of one part of the world come with the first number from there.
  const library = await import('awesome-phonenumber');
  const parsed = await ask(library, ({ parsePhoneNumber }) => parsePhoneNumber(digits, region === null ? {} : { regionCode: region }));
  if (parsed.number === undefined || parsed.countryCode === undefined) return refuse('phone-country-code');
  const country = regionName(library.getRegionCodeForCountryCode(parsed.countryCode));
  if (parsed.possible) return accept(parsed.number.e164);
  switch (parsed.possibility) {
    case 'too-short':
      return refuse('phone-too-short', country);
    case 'too-long':
      return refuse('phone-too-long', country);
    case 'invalid-country-code':
      return refuse('phone-country-code');
    default:
      return refuse('phone-length', country);
  }
}
