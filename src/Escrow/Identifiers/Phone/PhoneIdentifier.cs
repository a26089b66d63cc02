using Chorus.Escrow.Identifiers.Text;
using PhoneNumbers;

namespace Chorus.Escrow.Identifiers.Phone;

/// <summary>A telephone number: E.164 of a possible number, by libphonenumber's metadata.</summary>
internal static class PhoneIdentifier
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public static Attempt Canonical(Identifier identifier)
    {
        if (!Regions.TryRead(identifier.Region, out var region))
        {
            return Attempt.Refuse("region-unknown");
        }
        var (digits, international) = Digits(Characters.Clean(identifier.Value));
        if (digits.Length == 0)
        {
            return Attempt.Refuse("phone-not-a-number");
        }
        if (international)
        {
            return Parse("+" + digits.TrimStart('0'), null);
        }
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            // People write 00 for + everywhere, also where the telephone exchange wants 011 or 810. Where 00 begins
            // something else (0011 in Australia), what follows it is not a possible number, and the country's rules decide.
            var attempt = Parse("+" + digits.TrimStart('0'), null);
            var national = attempt.Canonical is null && region is not null ? Parse(digits, region) : default;
            return national.Canonical is null ? attempt : national;
        }
        return region is null ? Attempt.Refuse("phone-needs-country") : Parse(digits, region);
    }

    /// <summary>The digits, and whether a plus stands before the first. Letters before are a label, letters after an extension.</summary>
    private static (string Digits, bool International) Digits(string text)
    {
        var digits = new System.Text.StringBuilder(text.Length);
        var international = false;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
            }
            else if (digits.Length == 0)
            {
                international |= letter == '+';
            }
            else if (letter is '#' or ';' or ',' || char.IsLetter(letter))
            {
                break;
            }
        }
        return (digits.ToString(), international);
    }

    private static Attempt Parse(string digits, string? region)
    {
        var country = region is null ? null : Regions.NameOf(region);
        // libphonenumber's own bounds (2 to 17 digits), tested here so that both languages name the same reason.
        if (digits.Length < 3)
        {
            return Refuse("phone-too-short", country);
        }
        if (digits.Length > 20)
        {
            return Refuse("phone-too-long", country);
        }
        PhoneNumber number;
        try
        {
            number = Numbers.Parse(digits, region);
        }
        catch (NumberParseException)
        {
            return Attempt.Refuse("phone-country-code");
        }
        country = Regions.NameOf(Numbers.GetRegionCodeForCountryCode(number.CountryCode));
        return Numbers.IsPossibleNumberWithReason(number) switch
        {
            PhoneNumberUtil.ValidationResult.IS_POSSIBLE or PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY =>
                Attempt.Accept(Numbers.Format(number, PhoneNumberFormat.E164)),
            PhoneNumberUtil.ValidationResult.TOO_SHORT => Refuse("phone-too-short", country),
            PhoneNumberUtil.ValidationResult.TOO_LONG => Refuse("phone-too-long", country),
            PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE => Attempt.Refuse("phone-country-code"),
            _ => Refuse("phone-length", country),
        };
    }

    private static Attempt Refuse(string code, string? country) => Attempt.Refuse(code, country ?? "any country");
}
