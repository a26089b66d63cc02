using System.Globalization;
using Chorus.App.Data;
using Chorus.Escrow;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// Which reporters wait for an answer, and for how long. The site reads no message: it knows in which hour each came, and
/// from whom. A report that was never answered waits since its release; one where the last word is the organisation's does not wait.
/// </summary>
internal static class AnswerWaits
{
    /// <summary>By handle in base64url, who of the organisation's can be answered and waits.</summary>
    /// <param name="db">narrowed to the organisation.</param>
    /// <param name="promisedDays">within how many days an answer is promised.</param>
    /// <param name="clock">says until when.</param>
    /// <param name="stop">gives up.</param>
    public static async Task<IReadOnlyDictionary<string, AnswerWait>> OfAsync(SiteDb db, int promisedDays, TimeProvider clock, CancellationToken stop)
    {
        var now = Read(Hour.Now(clock));
        return (await SinceAsync(db, stop)).ToDictionary(w => w.Key, w => Of(w.Value, now, promisedDays), StringComparer.Ordinal);
    }

    /// <summary>By handle in base64url, since which hour who can be answered waits.</summary>
    /// <param name="db">narrowed to the organisation.</param>
    /// <param name="stop">gives up.</param>
    public static async Task<IReadOnlyDictionary<string, string>> SinceAsync(SiteDb db, CancellationToken stop)
    {
        // A report that was taken back, or addressed to another organisation since, cannot be answered here.
        var answerable = await (
            from handle in db.ReleasedSlots.Select(s => s.Handle).Distinct()
            join report in db.Reports on handle equals report.Handle
            where report.State == ReportState.Deposited
            select handle).ToListAsync(stop);
        var released = (await db.Releases.GroupBy(r => r.Handle).Select(g => new { g.Key, Hour = g.Min(r => r.Hour)! }).ToListAsync(stop))
            .ToDictionary(r => Base64UrlText.Encode(r.Key), r => r.Hour, StringComparer.Ordinal);
        var threads = (await db.Messages.OrderBy(m => m.Sequence).Select(m => new { m.Handle, m.Direction, m.Hour }).ToListAsync(stop))
            .ToLookup(m => Base64UrlText.Encode(m.Handle), m => ((Direction)m.Direction, m.Hour), StringComparer.Ordinal);
        var waits = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var handle in answerable.Select(h => Base64UrlText.Encode(h)))
        {
            if (released.TryGetValue(handle, out var hour) && Since(hour, [.. threads[handle]]) is { } since)
            {
                waits.Add(handle, since);
            }
        }
        return waits;
    }

    /// <summary>Since which hour a thread waits for the organisation; null where the last word is its own.</summary>
    /// <param name="released">the hour of the first release: nobody could have answered before it.</param>
    /// <param name="thread">its messages, oldest first.</param>
    internal static string? Since(string released, IReadOnlyList<(Direction From, string Hour)> thread)
    {
        var unanswered = thread.Reverse().TakeWhile(m => m.From is Direction.FromReporter).Reverse().ToArray();
        if (unanswered.Length == thread.Count)
        {
            return released;
        }
        return unanswered is [var first, ..] ? (string.CompareOrdinal(first.Hour, released) > 0 ? first.Hour : released) : null;
    }

    /// <summary>How long that is at an hour. It is late once the promised days are over by an hour, since a message of an hour may have come at its end.</summary>
    internal static AnswerWait Of(string since, DateTimeOffset now, int promisedDays)
    {
        var waited = now - Read(since);
        return new(since, Math.Max(0, waited.Days), waited > TimeSpan.FromDays(promisedDays));
    }

    private static DateTimeOffset Read(string hour) =>
        Hour.TryParse(hour, out var read) ? read : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{hour} is no hour"));
}

/// <param name="Since">the hour.</param>
/// <param name="Days">whole days since then.</param>
/// <param name="Late">whether that is longer than was promised.</param>
internal sealed record AnswerWait(string Since, int Days, bool Late);
