using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Cases.State;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>POST /desk/api/cases</c>: a case is opened, with its sealed title.</summary>
internal static class CaseOpeningCall
{
    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, CaseLog log, Manifest manifest, IErasure erasure, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<CaseOpeningPost>(context.Request, PostedEvent.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (!PostedEvent.IsId(post.Id) || post.Id.StartsWith(MemberEntry.OwnerStart, StringComparison.Ordinal))
        {
            return Problems.Malformed("The id of a case is 32 small hex digits, chosen at random.");
        }
        if (PostedEvent.RoleOf(context.User, post.Role) is not { } role)
        {
            return PostedEvent.NotYourRole();
        }
        if (PostedEvent.RefusalOf([post.Title], db.Organisation!, manifest) is { } malformed)
        {
            return malformed;
        }
        using var turn = await log.TurnAsync(db, stop);
        if (turn.Fault is not null)
        {
            return CasesApi.LogUnusable(turn.Fault);
        }
        if (!await RecordedMembers.StandsAsync(db, turn, context.User.MemberId(), stop))
        {
            return CasesApi.RoleUnrecorded();
        }
        // One that was deleted by hand is in the log, and does not begin again.
        if (turn.Knows(post.Id) || await db.Across<Case>().AnyAsync(c => c.Id == post.Id, stop))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "case-exists", "There is a case with this id. Load the page again; if the case you wanted to open is not there, open it anew.");
        }
        var member = context.User.MemberId();
        var staff = await CaseStore.NameAsync(db, post.Id, [], member, stop);
        var by = LoadedCase.Pseudonym(staff.Single(m => m.MemberId == member).Number);
        var (first, unreadable) = PostedEvent.Read(PostedEvent.Line(post.Event, "case-opened", 1, clock.GetUtcNow(), by, role.Spelling()));
        if (first is null)
        {
            return unreadable!;
        }
        var (state, refused) = PostedEvent.Judge(CaseState.Empty, first);
        if (state is null)
        {
            return refused!;
        }
        var opened = new Case
        {
            Id = post.Id, OrganisationId = db.Organisation!, TitleId = post.Title.Id, TitleHash = CaseContents.HashOf(post.Title.Sealed), Summary = "", SummaryVersion = 0,
        };
        db.Add(opened);
        var (_, refusal) = await CaseStore.AddAsync(turn, db, opened, (first, state), (by, member), [post.Title], erasure);
        return refusal ?? Results.Json(new CaseOpenedAnswer(post.Id, 1), SiteJson.Options);
    }
}

internal sealed record CaseOpeningPost(string Id, string Role, JsonElement Event, SealedPost Title);

internal sealed record CaseOpenedAnswer(string Id, int Events);
