using System.Security.Claims;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow.Letters;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>GET /desk/api/cases</c>: the organisation's cases, the newest first, from their summaries.</summary>
internal static class CaseList
{
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, CaseLog log, LogSightings sightings, Manifest manifest, TimeProvider clock, CancellationToken stop)
    {
        using var turn = await log.TurnAsync(db, stop);
        var (missing, begun) = await MissingEntries.FindAsync(db, turn, stop);
        var member = user.MemberId();
        var opens = user.Opens();
        var now = CaseTimes.Spelt(clock.GetUtcNow());
        var rows = await db.Cases.AsNoTracking().Select(c => new
        {
            c.Id,
            c.TitleId,
            c.TitleHash,
            c.Summary,
            Title = opens ? db.CaseContents.Where(t => t.CaseId == c.Id && t.Id == c.TitleId).Select(t => t.Sealed).FirstOrDefault() : null,
        }).ToListAsync(stop);
        var numbers = await db.CaseMembers.Where(m => m.MemberId == member).ToDictionaryAsync(m => m.CaseId, m => m.Number, stop);
        // What is recorded has become a content of the case.
        var waiting = await db.CaseLetters.Where(l => l.Direction == LetterKinds.FromParty && !db.CaseContents.Any(c => c.CaseId == l.CaseId && c.Id == l.Id))
            .GroupBy(l => l.CaseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var cases = new List<ListedCase>(rows.Count);
        foreach (var row in rows)
        {
            var summary = await CaseSummary.OfAsync(db, row.Id, row.Summary, stop);
            var number = numbers.GetValueOrDefault(row.Id);
            // A summary alone withholds nothing, since anybody who writes to the database can make it say so: the events do, as the log has them.
            var barred = summary.Bars(number, opens) && await LoadedCase.ReadAsync(db, turn, row.Id, stop) is { } loaded && loaded.IsBarred(user) ? loaded : null;
            if (barred is null || (barred.Fault is not null && turn.Fault is null))
            {
                // Nor is a title shown that the log does not know, or that of a case whose changed events say that it is withheld.
                var title = barred is null && begun.Contains(row.Id) ? row.Title : null;
                cases.Add(Of(row.Id, (title, row.TitleId, row.TitleHash), summary, number, waiting.GetValueOrDefault(row.Id), now));
            }
        }
        return Results.Json(
            new CaseListAnswer(
                [.. cases.OrderByDescending(c => c.Opened, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)], missing, turn.Fault, turn.Size,
                [.. manifest.Trustees.Select(t => (t.Name, Last: sightings.Last(t.Index))).Select(t => new ListedWitness(t.Name, t.Last?.Checkpoint.Size, t.Last is { } last ? CaseTimes.Spelt(last.At) : null))]),
            SiteJson.WithNulls);
    }

    private static ListedCase Of(string id, (byte[]? Sealed, string? Id, string? Hash) title, CaseSummary summary, int number, int letters, string now)
    {
        var next = summary.Open.FirstOrDefault(d => string.CompareOrdinal(d.Since, now) <= 0);
        return new(
            id, summary.Process, summary.Opened, summary.Closed ? "closed" : "open", title.Sealed, title.Id, title.Hash, summary.Allegations,
            summary.Open.Count(d => string.CompareOrdinal(d.Due, now) <= 0), next is null ? null : new(next.Duty, next.Due), letters, summary.Assigned.Contains(number));
    }
}

/// <param name="Cases">the newest first.</param>
/// <param name="Missing">entries of the log whose events are gone.</param>
/// <param name="Fault">why the log cannot be used; null where it can.</param>
/// <param name="Entries">of the log, of all organisations.</param>
/// <param name="Witnesses">the trustees, by index.</param>
internal sealed record CaseListAnswer(IReadOnlyList<ListedCase> Cases, long Missing, string? Fault, long Entries, IReadOnlyList<ListedWitness> Witnesses);

/// <param name="Name">of the trustee.</param>
/// <param name="Entries">how many entries of the log it signed last; null for none.</param>
/// <param name="At">when, by its clock.</param>
internal sealed record ListedWitness(string Name, long? Entries, string? At);

internal sealed record ListedCase(
    string Id, string Process, string Opened, string Status, byte[]? Title, string? TitleId, string? TitleHash, int Allegations, int Overdue, ListedDuty? Next, int Letters, bool Mine);

/// <param name="Duty">its code.</param>
/// <param name="Due">until when.</param>
internal sealed record ListedDuty(string Duty, string Due);
