using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.Log.Entries;

namespace Chorus.Cli.Log;

/// <summary>What openings of a site's log tell by themselves: events of a case, and of a record of members, are numbered from 1 without a gap (docs/formats/log.md, "A site's log").</summary>
internal static class RecordGaps
{
    /// <summary>A sentence for each case or record that lacks an event before its last one. The last ones can be missing without a gap.</summary>
    internal static IEnumerable<string> In(IEnumerable<Opening> openings)
    {
        var all = openings.ToLookup(o => o.Kind, StringComparer.Ordinal);
        return Gaps(all[CaseEntry.Kind], "case").Select(g => $"Case {g.Owner} has event e{g.Last} and no opening of e{g.Missing}: it was deleted, or left out.")
            .Concat(Gaps(all[MemberEntry.Kind], "organisation").Select(g => $"The record of members of {g.Owner} has event {g.Last} and no opening of event {g.Missing}: it was deleted, or left out."));
    }

    private static IEnumerable<(string Owner, int Last, int Missing)> Gaps(IEnumerable<Opening> openings, string of) =>
        from one in openings.Select(o => PlaceOf(o, of))
        where one.Owner is not null
        group one.Number by one.Owner into numbers
        orderby numbers.Key
        let there = numbers.ToHashSet()
        let missing = Enumerable.Range(1, Math.Min(there.Max(), there.Count + 1)).FirstOrDefault(n => !there.Contains(n))
        where missing > 0
        select (numbers.Key, there.Max(), missing);

    // What follows no page of the format is no event; whether it is in the log, the hash tells.
    private static (string? Owner, int Number) PlaceOf(Opening opening, string of)
    {
        try
        {
            using var content = JsonDocument.Parse(opening.Content);
            return content.RootElement is { ValueKind: JsonValueKind.Object } read
                && read.TryGetProperty(of, out var id) && id.ValueKind == JsonValueKind.String
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
