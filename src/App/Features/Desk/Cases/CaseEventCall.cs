using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Escrow.Manifests;
using CaseRole = Chorus.Cases.Codes.Role;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>POST /desk/api/cases/ID/events</c>: what a member does in a case, or writes down that a party did.</summary>
internal static class CaseEventCall
{
    public static async Task<IResult> PostAsync(string id, HttpContext context, SiteDb db, CaseLog log, Manifest manifest, IErasure erasure, TimeProvider clock)
    {
        var (post, unread) = await JsonBody.ReadAsync<CaseEventPost>(context.Request, PostedEvent.MostBytes, context.RequestAborted);
        return post is null ? unread! : await RecordAsync(id, post, context, (db, log, manifest, erasure, clock), (_, next) => Task.FromResult(AccessCall.RefusalAlone(next)));
    }

    /// <summary>Adds an event to a case, and what else comes in the same write.</summary>
    /// <param name="id">of the case.</param>
    /// <param name="post">the event with its contents.</param>
    /// <param name="context">the member's request.</param>
    /// <param name="site">what it works with.</param>
    /// <param name="beside">looks at an event that could be read, and adds rows of its own to the database; gives its refusal or null.</param>
    public static async Task<IResult> RecordAsync(
        string id, CaseEventPost post, HttpContext context, (SiteDb Db, CaseLog Log, Manifest Manifest, IErasure Erasure, TimeProvider Clock) site, Func<LoadedCase, CaseEvent, Task<IResult?>> beside)
    {
        var (db, log, manifest, erasure, clock) = site;
        var stop = context.RequestAborted;
        if (PostedEvent.RoleOf(context.User, post.Role) is not { } role)
        {
            return PostedEvent.NotYourRole();
        }
        if (PostedEvent.RefusalOf(post.Contents, db.Organisation!, manifest) is { } malformed)
        {
            return malformed;
        }
        using var turn = await log.TurnAsync(db, stop);
        if (turn.Fault is not null)
        {
            return CasesApi.LogUnusable(turn.Fault);
        }
        var (loaded, shut) = await CasesApi.EnterAsync(db, turn, id, context.User, stop);
        if (loaded is null)
        {
            return shut!;
        }
        var member = context.User.MemberId();
        if ((loaded.Fault ?? (await CaseContents.ReadAsync(db, loaded, opens: false, stop)).Fault) is { } fault)
        {
            return CasesApi.Changed(fault);
        }
        if (post.After != loaded.Rows.Count)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "stale", "Somebody else has added to this case since you loaded it. Look at what is new, and then do it again if it still fits.");
        }
        var staff = await CaseStore.NameAsync(db, id, loaded.Members, member, stop);
        var by = LoadedCase.Pseudonym(staff.Single(m => m.MemberId == member).Number);
        if (post.Party is not null && RefusalToRecord(loaded, role, by) is { } notTheirs)
        {
            return notTheirs;
        }
        var (pseudonym, acts) = post.Party is null ? (by, role.Spelling()) : (post.Party, post.Party.Split('-')[0]);
        var (next, unreadable) = PostedEvent.Read(PostedEvent.Line(post.Event, null, loaded.Rows.Count + 1, clock.GetUtcNow(), pseudonym, acts));
        if (next is null)
        {
            return unreadable!;
        }
        if (post.Party is not null && next.Head.Actor is { IsStaff: true } or { Role: CaseRole.System })
        {
            return Problems.Malformed("\"party\" is a reporter, respondent, witness or adviser of this case, such as respondent-1.");
        }
        var known = loaded.References.DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.Hash, StringComparer.Ordinal);
        if (PostedEvent.RefusalOf(post.Contents, next.Head.Sealed, known) is { } contents)
        {
            return contents;
        }
        if (await beside(loaded, next) is { } besides)
        {
            return besides;
        }
        if (RefusalToDecide(loaded, next, by) is { } ownWords)
        {
            return ownWords;
        }
        var (state, refused) = PostedEvent.Judge(loaded.State, next);
        if (state is null)
        {
            return refused!;
        }
        var (row, refusal) = await CaseStore.AddAsync(turn, db, loaded.Opened, (next, state), (by, member), post.Contents, erasure);
        return refusal ?? Results.Json(new CaseEventAnswer(row!.Number, row.Entry), SiteJson.Options);
    }

    // Parties speak for themselves. Who writes down what one of them handed in says so with a name, is on the case, and free of conflicts.
    private static IResult? RefusalToRecord(LoadedCase loaded, Role role, string by) =>
        RefusalToSpeak(loaded, role, by, "What a party handed in is written down by a case officer or an advocate who is assigned to the case.");

    /// <summary>The refusal of a member who is not on the case as case officer or advocate, or has not declared all conflicts.</summary>
    public static IResult? RefusalToSpeak(LoadedCase loaded, Role role, string by, string sentence)
    {
        var part = role switch { Role.Advocate => CaseRole.Advocate, Role.CaseOfficer => CaseRole.CaseOfficer, _ => (CaseRole?)null };
        var staff = loaded.State.Staff.Find(by);
        if (part is null || staff?.Assigned.Contains(part.Value) != true)
        {
            return Refuse("roles", sentence);
        }
        return loaded.State.Parties.FirstOrDefault(p => p.Role is not CaseRole.Adviser && !staff.Declared.ContainsKey(p.Id)) is { } party
            ? Refuse("conflict", $"{by} has not declared whether there is a conflict with {party.Id}; that comes first (conflicts-declared).")
            : null;
    }

    // The rules see that a party raised a conflict; that the same member wrote it down who now decides it is in the log alone.
    private static IResult? RefusalToDecide(LoadedCase loaded, CaseEvent next, string by)
    {
        if (next.Head.Kind.Name != "conflict-decided")
        {
            return null;
        }
        var raised = loaded.State.RaisedConflicts.Where(r => r.Member == next.Head.Values["member"]).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return raised.Count > 0 && loaded.Rows.Where(r => raised.Contains($"e{r.Number}")).All(r => r.By == by)
            ? Refuse("conflict", $"{by} wrote down who said that; another has to decide it.")
            : null;
    }

    private static IResult Refuse(string law, string reason) => PostedEvent.Refusal(law, reason, LawBook.All.First(l => l.Id == law).Sentence);
}

internal sealed record CaseEventPost(int After, string Role, JsonElement Event, IReadOnlyList<SealedPost> Contents, string? Party = null);

internal sealed record CaseEventAnswer(int Events, long Entry);
