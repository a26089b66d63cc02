using System.Globalization;

namespace Chorus.Escrow;

/// <summary>Times that are stored or sent: whole hours in UTC, written <c>2026-11-23T21Z</c> (docs/formats/notation.md).</summary>
public static class Hour
{
    private const string Pattern = "yyyy-MM-dd'T'HH'Z'";

    /// <summary>The hour that has begun.</summary>
    public static string Now(TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>The hour in which <paramref name="instant"/> lies.</summary>
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads an hour; false for any other spelling.</summary>
    public static bool TryParse(string? text, out DateTimeOffset hour) =>
        DateTimeOffset.TryParseExact(
            text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out hour);
}
