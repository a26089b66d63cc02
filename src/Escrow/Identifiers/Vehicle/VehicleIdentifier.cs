using System.Text;
using AnyAscii;
using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.Vehicle;

/// <summary>A vehicle's plate: its letters and digits in upper case, and the country.</summary>
internal static class VehicleIdentifier
{
    // Russian, Ukrainian and Greek plates use only letters that have a Latin twin (Vienna Convention on Road Traffic,
    // annex 2), so that people write the same plate in either script: the twin counts, not the sound.
    private const string Cyrillic = "АВЕКМНОРСТУХІ";
    private const string CyrillicTwins = "ABEKMHOPCTYXI";
    private const string Greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string GreekTwins = "ABEZHIKMNOPTYX";

    public static Attempt Canonical(Identifier identifier)
    {
        if (!Regions.TryRead(identifier.Region, out var region))
        {
            return Attempt.Refuse("region-unknown");
        }
        var latin = new StringBuilder();
        foreach (var letter in Characters.Clean(identifier.Value))
        {
            latin.Append(Twin(letter));
        }
        var plate = string.Concat(latin.ToString().Transliterate().Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plate.Length == 0 ? Attempt.Refuse("nothing-readable") : Attempt.Accept($"{plate}|{region}");
    }

    private static char Twin(char letter)
    {
        var upper = char.ToUpperInvariant(letter);
        var at = Cyrillic.IndexOf(upper, StringComparison.Ordinal);
        if (at >= 0)
        {
            return CyrillicTwins[at];
        }
        at = Greek.IndexOf(upper, StringComparison.Ordinal);
        return at >= 0 ? GreekTwins[at] : letter;
    }
}
