namespace Chorus.Cases.Deadlines;

/// <summary>What deadlines do with instants besides counting from them.</summary>
internal static class Instants
{
    /// <summary>As sentences write one: 2026-05-20 08:00 UTC.</summary>
    internal static string InWords(this DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
