using System.Security.Claims;
using System.Text;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Log.Entries;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>GET /desk/api/cases/openings</c>: what opens the entries of the organisation's cases and of its record of members, for whoever verifies a copy of the log.</summary>
internal static class CaseOpenings
{
    public static async Task GetAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, CaseLog log, MemberRecord record)
    {
        var stop = context.RequestAborted;
        var member = user.MemberId();
        // First of all: what leaves the desk is not opened before the log says so.
        await using (var change = await record.BeginAsync(member, stop))
        {
            if (!await change.RecordAsync(db.Organisation!, record.Of(MemberEventKind.OpeningsFetched) with { By = member }))
            {
                await CasesApi.LogUnusable(change.Fault!).ExecuteAsync(context);
                return;
            }
        }
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
        var done = new Queue<Opening>((await db.MemberEvents.AsNoTracking().Where(e => e.Entry < size).OrderBy(e => e.Entry).ToListAsync(stop)).Select(MemberEntry.OpeningOf).OfType<Opening>());
        context.Response.ContentType = "application/jsonl";
        await foreach (var row in db.CaseEvents.AsNoTracking().Where(e => e.Entry < size).OrderBy(e => e.Entry).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (cases.TryGetValue(row.CaseId, out var opened) && CaseEntry.OpeningOf(row, opened) is { } opening)
            {
                await WriteUntilAsync(context, done, opening.Index, stop);
                await WriteAsync(context, opening, stop);
            }
        }
        await WriteUntilAsync(context, done, size, stop);
    }

    // In the order of the log, as the format wants it.
    private static async Task WriteUntilAsync(HttpContext context, Queue<Opening> openings, long index, CancellationToken stop)
    {
        while (openings.TryPeek(out var next) && next.Index < index)
        {
            await WriteAsync(context, openings.Dequeue(), stop);
        }
    }

    private static Task WriteAsync(HttpContext context, Opening opening, CancellationToken stop) =>
        context.Response.WriteAsync($"{opening.ToLine()}\n", Encoding.UTF8, stop);
}
