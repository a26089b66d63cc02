using System.Security.Claims;
using System.Text;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>GET /desk/api/cases/openings</c>: what opens the entries of the organisation's cases, for whoever verifies a copy of the log.</summary>
internal static class CaseOpenings
{
    public static async Task GetAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, CaseLog log)
    {
        var stop = context.RequestAborted;
        var member = user.MemberId();
        var numbers = await db.CaseMembers.Where(m => m.MemberId == member).ToDictionaryAsync(m => m.CaseId, m => m.Number, stop);
        var cases = new Dictionary<string, Case>(StringComparer.Ordinal);
        long size;
        using (var turn = await log.TurnAsync(db, stop))
        {
            if (turn.Fault is not null)
            {
                await CasesApi.LogUnusable(turn.Fault).ExecuteAsync(context);
                return;
            }
            size = turn.Size;
            foreach (var one in await db.Cases.AsNoTracking().ToListAsync(stop))
            {
                // What a summary says is held to the events before it withholds anything.
                var barred = (await CaseSummary.OfAsync(db, one.Id, one.Summary, stop)).Bars(numbers.GetValueOrDefault(one.Id), user.Opens());
                if (!barred || await LoadedCase.ReadAsync(db, turn, one.Id, stop) is not { } loaded || !loaded.IsBarred(user))
                {
                    cases.Add(one.Id, one);
                }
            }
        }
        context.Response.ContentType = "application/jsonl";
        await foreach (var row in db.CaseEvents.AsNoTracking().Where(e => e.Entry < size).OrderBy(e => e.Entry).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (cases.TryGetValue(row.CaseId, out var opened) && CaseEntry.OpeningOf(row, opened) is { } opening)
            {
                await context.Response.WriteAsync($"{opening.ToLine()}\n", Encoding.UTF8, stop);
            }
        }
    }
}
