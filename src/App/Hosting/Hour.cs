using System.Globalization;

namespace Chorus.App.Hosting;

/// <summary>Times as they are stored, sent and logged: the whole hour in UTC, <c>2026-11-23T21Z</c> (docs/formats/notation.md).</summary>
public static class Hour
{
    private const string Format = "yyyy-MM-dd'T'HH'Z'";

    public static string Now(TimeProvider clock) => Of(clock.GetUtcNow());

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
