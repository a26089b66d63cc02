using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cases.Shapes;

/// <summary>An instant as ISO 8601 writes it, to the minute or second, always with its offset: a time without one could mean two days.</summary>
internal sealed class InstantShape : Shape<DateTimeOffset>
{
    /// <summary>Years outside are a slip of the pen, and leave room for every period to be added.</summary>
    internal const int FirstYear = 1970;

    /// <summary>The last year that is read.</summary>
    internal const int LastYear = 2199;

    private static readonly string[] s_spellings = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    internal override string Wanted => $"a time between {FirstYear} and {LastYear} with its offset, such as 2026-05-20T10:00+02:00 or 2026-05-20T08:00Z";

    internal override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})$",
    };

    internal override DateTimeOffset Read(JsonElement value, string place) => TryRead(Text(value, place), out var time) ? time : throw Fault(place);

    /// <summary>Reads a time that stands elsewhere than in an event.</summary>
    internal static bool TryRead(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, s_spellings, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && time.UtcDateTime.Year is >= FirstYear and <= LastYear;
}
