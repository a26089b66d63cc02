using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers;

/// <summary>Where somebody is known: a workplace, a street, a town.</summary>
public static class Place
{
    /// <summary>
    /// A place's words in their order, transliterated, lower case, joined by single spaces; empty for none.
    /// Titles stay: in an address "Dr" is a drive and "St" a street.
    /// </summary>
    public static string Normalise(string? place) => string.Join(' ', Words.Of(place ?? ""));
}
