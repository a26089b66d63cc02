namespace Chorus.Cases.Deadlines;

/// <summary>What deadlines do with instants besides counting from them.</summary>
internal static class Instants
{
    /// <summary>As sentences write one: 2026-05-20 08:00 UTC.</summary>
    internal static string InWords(this DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    /// <summary>The instant since when all of some things are done: the latest; null where one is missing, or there is none.</summary>
    internal static DateTimeOffset? LatestOfAll(this IEnumerable<DateTimeOffset?> times) => times.ToArray() is var all && all.Any(t => t is null) ? null : all.Max();
}
