using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.Log.Entries;

namespace Chorus.Cli.Log;

/// <summary>What openings of a site's cases tell by themselves: events of a case are numbered from 1 without a gap (docs/formats/log.md, "A site's log").</summary>
internal static class CaseGaps
{
    /// <summary>A sentence for each case that lacks an event before its last one. The last ones of a case can be missing without a gap.</summary>
    internal static IEnumerable<string> In(IEnumerable<Opening> openings) =>
        from one in openings.Where(o => o.Kind == CaseEntry.Kind).Select(PlaceOf)
        where one.Case is not null
        group one.Number by one.Case into numbers
        orderby numbers.Key
        let there = numbers.ToHashSet()
        let missing = Enumerable.Range(1, Math.Min(there.Max(), there.Count + 1)).FirstOrDefault(n => !there.Contains(n))
        where missing > 0
        select $"Case {numbers.Key} has event e{there.Max()} and no opening of e{missing}: it was deleted, or left out.";

    // What follows no page of the format is no event of a case; whether it is in the log, the hash tells.
    private static (string? Case, int Number) PlaceOf(Opening opening)
    {
        try
        {
            using var content = JsonDocument.Parse(opening.Content);
            return content.RootElement is { ValueKind: JsonValueKind.Object } read
                && read.TryGetProperty("case", out var id) && id.ValueKind == JsonValueKind.String
                && read.TryGetProperty("number", out var number) && number.TryGetInt32(out var place) && place > 0
                ? (id.GetString(), place)
                : (null, 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, 0);
        }
    }
}
