using System.Security.Claims;
using System.Text.Json.Nodes;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Cases;
using Chorus.Cases.Replay;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>GET /desk/api/cases/ID</c>: a case with its events, compared with the log, and what was sealed to the case team.</summary>
internal static class CaseReading
{
    public static async Task<IResult> GetAsync(string id, ClaimsPrincipal user, SiteDb db, CaseLog log, TimeProvider clock, CancellationToken stop)
    {
        // Until the contents are read too: an event that came between would bring one that the case seems not to know.
        using var turn = await log.TurnAsync(db, stop);
        var (loaded, shut) = await CasesApi.EnterAsync(db, turn, id, user, stop);
        if (loaded is null)
        {
            return shut!;
        }
        var member = user.MemberId();
        var (contents, contentFault) = await CaseContents.ReadAsync(db, loaded, user.Opens(), stop);
        var names = await db.Colleagues.Select(m => new { m.Id, m.Name }).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var fault = loaded.Fault ?? contentFault;
        return Results.Json(new CaseAnswer(
            id, loaded.State.Opening?.ProcessId ?? "", loaded.PseudonymOf(member),
            [.. loaded.Members.Select(m => new NamedStaff(LoadedCase.Pseudonym(m.Number), names.GetValueOrDefault(m.MemberId)))],
            [.. loaded.Rows.Select(r => new RecordedEvent(r.Line, r.Entry, r.By))],
            StateJson.Of(StateView.Of(loaded.State, Rulebook.BuiltIn, Latest(clock.GetUtcNow(), loaded.State.LastTime))), contents, loaded.Opened.TitleId, loaded.Opened.TitleHash,
            fault is null ? "whole" : "changed", fault), SiteJson.WithNulls);
    }

    /// <summary><c>GET /desk/api/cases/ID/contents/CONTENT</c></summary>
    public static async Task<IResult> GetContentAsync(string id, string content, ClaimsPrincipal user, SiteDb db, CaseLog log, CancellationToken stop)
    {
        using var turn = await log.TurnAsync(db, stop);
        var (loaded, shut) = await CasesApi.EnterAsync(db, turn, id, user, stop);
        if (loaded is null)
        {
            return shut!;
        }
        var row = loaded.Holds(content) ? await db.CaseContents.AsNoTracking().SingleOrDefaultAsync(c => c.CaseId == id && c.Id == content, stop) : null;
        return row is null
            ? Problems.Refuse(StatusCodes.Status404NotFound, "no-content", "The case has no such content, or it was destroyed.")
            : Results.Json(new SealedAnswer(row.Id, CaseContents.HashOf(row.Sealed), row.Sealed), SiteJson.WithNulls);
    }

    // A clock that was put back must not hide what happened.
    private static DateTimeOffset Latest(DateTimeOffset now, DateTimeOffset? last) => last > now ? last.Value : now;
}

internal sealed record CaseAnswer(
    string Id, string Process, string? Me, IReadOnlyList<NamedStaff> Staff, IReadOnlyList<RecordedEvent> Events, JsonObject? State,
    IReadOnlyList<SealedAnswer> Contents, string? TitleId, string? TitleHash, string Record, string? Fault);

/// <param name="Pseudonym">staff-N.</param>
/// <param name="Name">null for a member who has left.</param>
internal sealed record NamedStaff(string Pseudonym, string? Name);

/// <param name="Line">the event in its canonical form.</param>
/// <param name="Entry">index in the log.</param>
/// <param name="By">who wrote it down.</param>
internal sealed record RecordedEvent(string Line, long Entry, string By);
