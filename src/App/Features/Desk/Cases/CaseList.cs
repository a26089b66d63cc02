using System.Security.Claims;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>GET /desk/api/cases</c>: the organisation's cases, the newest first, from their summaries.</summary>
internal static class CaseList
{
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, CaseLog log, LogSightings sightings, Manifest manifest, TimeProvider clock, CancellationToken stop)
    {
        var member = user.MemberId();
        var opens = user.Opens();
        var now = CaseTimes.Spelt(clock.GetUtcNow());
        var rows = await db.Cases.AsNoTracking().Select(c => new
        {
            c.Id,
            c.TitleId,
            c.Summary,
            Title = opens ? db.CaseContents.Where(t => t.CaseId == c.Id && t.Id == c.TitleId).Select(t => t.Sealed).FirstOrDefault() : null,
        }).ToListAsync(stop);
        var numbers = await db.CaseMembers.Where(m => m.MemberId == member).ToDictionaryAsync(m => m.CaseId, m => m.Number, stop);
        var cases = new List<ListedCase>(rows.Count);
        foreach (var row in rows)
        {
            var summary = await CaseSummary.OfAsync(db, row.Id, row.Summary, stop);
            var number = numbers.GetValueOrDefault(row.Id);
            if (!summary.Bars(number, opens))
            {
                cases.Add(Of(row.Id, row.TitleId, row.Title, summary, number, now));
            }
        }
        var (fault, size, missing) = await LogAsync(db, log, stop);
        return Results.Json(
            new CaseListAnswer(
                [.. cases.OrderByDescending(c => c.Opened, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)], missing, fault, size,
                [.. manifest.Trustees.Select(t => (t.Name, Last: sightings.Last(t.Index))).Select(t => new ListedWitness(t.Name, t.Last?.Checkpoint.Size, t.Last is { } last ? CaseTimes.Spelt(last.At) : null))]),
            SiteJson.WithNulls);
    }

    private static async Task<(string? Fault, long Size, long Missing)> LogAsync(SiteDb db, CaseLog log, CancellationToken stop)
    {
        using var turn = await log.TurnAsync(db, stop);
        return (turn.Fault, turn.Size, await MissingEntries.CountAsync(db, turn, stop));
    }

    private static ListedCase Of(string id, string? titleId, byte[]? title, CaseSummary summary, int number, string now)
    {
        var next = summary.Open.FirstOrDefault(d => string.CompareOrdinal(d.Since, now) <= 0);
        return new(
            id, summary.Process, summary.Opened, summary.Closed ? "closed" : "open", title, titleId, summary.Allegations,
            summary.Open.Count(d => string.CompareOrdinal(d.Due, now) <= 0), next is null ? null : new(next.Duty, next.Due), summary.Assigned.Contains(number));
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
    string Id, string Process, string Opened, string Status, byte[]? Title, string? TitleId, int Allegations, int Overdue, ListedDuty? Next, bool Mine);

/// <param name="Duty">its code.</param>
/// <param name="Due">until when.</param>
internal sealed record ListedDuty(string Duty, string Due);
