using System.Security.Claims;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Features.Letters;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow.Letters;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>/desk/api/cases/ID/letters</c>: what a case's team and its respondents write to each other.</summary>
internal static class LetterCalls
{
    public static async Task<IResult> GetAsync(string id, ClaimsPrincipal user, SiteDb db, CaseLog log, CancellationToken stop)
    {
        using var turn = await log.TurnAsync(db, stop);
        var (loaded, shut) = await CasesApi.EnterAsync(db, turn, id, user, stop);
        if (loaded is null)
        {
            return shut!;
        }
        var letters = await db.CaseLetters.AsNoTracking().Where(l => l.CaseId == id).OrderBy(l => l.Sequence).ToListAsync(stop);
        return Results.Json(
            new TeamLettersAnswer([.. letters.Select(l => new TeamLetter(l.Id, l.Of, l.By, l.Direction, l.Kind, l.DataHash, l.Sealed, l.Signature, l.Hour))]),
            SiteJson.WithNulls);
    }

    public static async Task<IResult> PostAsync(string id, HttpContext context, SiteDb db, CaseLog log, LetterIntake intake, Manifest manifest)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<TeamLetterPost>(context.Request, LetterIntake.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (PostedEvent.RoleOf(context.User, post.Role) is not { } role)
        {
            return PostedEvent.NotYourRole();
        }
        using var turn = await log.TurnAsync(db, stop);
        var (loaded, shut) = await CasesApi.EnterAsync(db, turn, id, context.User, stop);
        if (loaded is null)
        {
            return shut!;
        }
        var by = loaded.PseudonymOf(context.User.MemberId()) ?? "";
        if (CaseEventCall.RefusalToSpeak(loaded, role, by, "Letters are written by a case officer or an advocate who is assigned to the case.") is { } notTheirs)
        {
            return notTheirs;
        }
        if (!await intake.Readers(id, post.Of).AnyAsync(stop))
        {
            return Problems.Refuse(StatusCodes.Status404NotFound, "no-access", "Nobody has a code for the letters of this respondent yet. Give one first.");
        }
        // An earlier key may be with somebody who is no member any more.
        var key = manifest.FindOrganisation(loaded.Opened.OrganisationId)!.CurrentKey.SigningKey;
        return await intake.StoreAsync((id, loaded.Opened.OrganisationId, post.Of), (by, LetterKinds.FromOrganisation), post.Letter, key, loaded.State, stop);
    }
}

internal sealed record TeamLettersAnswer(IReadOnlyList<TeamLetter> Letters);

internal sealed record TeamLetter(string Id, string Of, string By, byte Direction, byte Kind, byte[] DataHash, byte[] Sealed, byte[] Signature, string Hour);

internal sealed record TeamLetterPost(string Role, string Of, LetterPost Letter);
