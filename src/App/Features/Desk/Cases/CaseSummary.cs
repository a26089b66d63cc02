using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.Cases;
using Chorus.Cases.Duties;
using Chorus.Cases.State;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>What the list shows of a case, derived from its events and kept beside them. Nothing is judged by it, and nothing withheld by it alone.</summary>
/// <param name="Process">with its version.</param>
/// <param name="Opened">when.</param>
/// <param name="Closed">whether it is.</param>
/// <param name="Allegations">how many.</param>
/// <param name="Open">open duties that have a day, the earliest first.</param>
/// <param name="Assigned">numbers of staff who are assigned.</param>
/// <param name="Barred">numbers of staff who must not see it.</param>
/// <param name="Withheld">numbers of staff who must not see it before another decides what one person said; auditors may.</param>
internal sealed record CaseSummary(
    string Process, string Opened, bool Closed, int Allegations, IReadOnlyList<DueDuty> Open, IReadOnlyList<int> Assigned, IReadOnlyList<int> Barred, IReadOnlyList<int> Withheld)
{
    /// <summary>Raise it when summaries are derived in another way: all are derived anew at the next start.</summary>
    public const int Version = 2;

    public static CaseSummary Of(CaseState state)
    {
        var open = DutyList.Of(state, Rulebook.BuiltIn).Where(d => d is { IsOpen: true, Due: not null })
            .Select(d => new DueDuty(d.Id, CaseTimes.Spelt(d.Due!.Value), CaseTimes.Spelt(d.Since)));
        return new(
            state.Opening?.ProcessId ?? "", state.Opening is { } opening ? CaseTimes.Spelt(opening.Time) : "", state.IsClosed, state.Allegations.Count,
            [.. open.OrderBy(d => d.Due, StringComparer.Ordinal)],
            [.. Numbers(state.Staff.Where(s => s.Assigned.Count > 0).Select(s => s.Id))], [.. Numbers(state.Staff.Where(s => s.Conflicted is not null).Select(s => s.Id))],
            [.. Numbers(state.Withheld().Select(raised => raised.Member))]);
    }

    /// <summary>Whether a member with this number must not see the case (<see cref="LoadedCase.IsBarred"/>).</summary>
    public bool Bars(int number, bool opens) => Barred.Contains(number) || (opens && Withheld.Contains(number));

    public string ToJson() => JsonSerializer.Serialize(this, SiteJson.Options);

    /// <summary>What a row has; derived anew where somebody wrote something else there.</summary>
    public static async Task<CaseSummary> OfAsync(SiteDb db, string caseId, string kept, CancellationToken stop)
    {
        try
        {
            if (JsonSerializer.Deserialize<CaseSummary>(kept, SiteJson.Options) is { Withheld: not null, Barred: not null } summary)
            {
                return summary;
            }
        }
        catch (JsonException)
        {
            // Derived below.
        }
        return await DeriveAsync(db, caseId, stop);
    }

    /// <summary>Derives those anew that another version of the program derived.</summary>
    public static async Task RenewAsync(SiteDb db, CancellationToken stop)
    {
        foreach (var id in await db.Across<Case>().Where(c => c.SummaryVersion != Version).Select(c => c.Id).ToListAsync(stop))
        {
            var summary = (await DeriveAsync(db, id, stop)).ToJson();
            await db.Across<Case>().Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.Summary, summary).SetProperty(x => x.SummaryVersion, Version), stop);
        }
    }

    private static async Task<CaseSummary> DeriveAsync(SiteDb db, string caseId, CancellationToken stop) =>
        Of(LoadedCase.Replay(await db.Across<CaseEventRow>().AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Number).ToListAsync(stop)).State);

    private static IEnumerable<int> Numbers(IEnumerable<string> staff) => staff.Select(s => int.Parse(s.AsSpan("staff-".Length), System.Globalization.CultureInfo.InvariantCulture));
}

/// <param name="Duty">its code.</param>
/// <param name="Due">until when.</param>
/// <param name="Since">since when it is owed.</param>
internal sealed record DueDuty(string Duty, string Due, string Since);

/// <summary>Times of cases, spelt so that their order is that of the letters.</summary>
internal static class CaseTimes
{
    public static string Spelt(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
