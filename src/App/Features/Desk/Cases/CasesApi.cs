using System.Security.Claims;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Cases;
using Chorus.Cases.Replay;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>/desk/api/cases</c> (docs/formats/site-api.md, "Cases"): for members whose roles open reports, and to read for auditors.</summary>
internal static class CasesApi
{
    public static void MapCasesApi(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/desk/api").RequireAuthorization(DeskPolicies.Cases).AddEndpointFilter(MemberSignIn.RequireToken);
        cases.MapGet("/cases", CaseList.GetAsync);
        cases.MapGet("/cases/rules", () => Results.Text(s_rules.Value, "application/json"));
        cases.MapGet("/cases/openings", CaseOpenings.GetAsync);
        cases.MapGet("/cases/{id}", CaseReading.GetAsync);
        cases.MapGet("/cases/{id}/contents/{content}", CaseReading.GetContentAsync).RequireAuthorization(DeskPolicies.Reads);
        cases.MapPost("/cases", CaseOpeningCall.PostAsync).RequireAuthorization(DeskPolicies.Reads);
        cases.MapPost("/cases/{id}/events", CaseEventCall.PostAsync).RequireAuthorization(DeskPolicies.Reads);
        cases.MapGet("/cases/{id}/letters", LetterCalls.GetAsync).RequireAuthorization(DeskPolicies.Reads);
        cases.MapPost("/cases/{id}/letters", LetterCalls.PostAsync).RequireAuthorization(DeskPolicies.Writes);
        cases.MapPost("/cases/{id}/accesses", AccessCall.PostAsync).RequireAuthorization(DeskPolicies.Writes);
    }

    // The same for everybody as long as the program runs.
    private static readonly Lazy<string> s_rules = new(() => RulesJson.Of(Rulebook.BuiltIn).ToJsonString());

    /// <summary>The case for a member who may see it, or the refusal: every call about one case comes by here.</summary>
    public static async Task<(LoadedCase? Case, IResult? Refusal)> EnterAsync(SiteDb db, CaseLogTurn turn, string id, ClaimsPrincipal user, CancellationToken stop) =>
        await LoadedCase.ReadAsync(db, turn, id, stop) switch
        {
            null => (null, NoCase()),
            var loaded when loaded.IsBarred(user) => (null, InConflict()),
            _ when !await RecordedMembers.StandsAsync(db, turn, user.MemberId(), stop) => (null, RoleUnrecorded()),
            var loaded => (loaded, null),
        };

    /// <summary>To a member whose roles no event gave: whoever can write to the database can make a role, and no event.</summary>
    public static IResult RoleUnrecorded() => Problems.Refuse(StatusCodes.Status403Forbidden, "role-unrecorded",
        "Your roles are not those of the record of members: they were changed outside of the desk. Nothing of cases is shown to you and nothing is taken. Ask who runs the site.");

    private static IResult NoCase() => Problems.Refuse(StatusCodes.Status404NotFound, "no-case", "There is no such case in your organisation.");

    private static IResult InConflict() => Problems.Refuse(StatusCodes.Status403Forbidden, "in-conflict",
        "You are named in this case or close to somebody who is, or a colleague says so and another has yet to decide it. Nothing of it is shown to you; your colleagues handle it.");

    public static IResult Changed(string fault) => Problems.Refuse(StatusCodes.Status409Conflict, "case-changed",
        $"The record of this case is not what the log says, so nothing is added to it. {fault}");

    public static IResult LogUnusable(string fault) => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "log-unusable",
        $"Nothing can be added now, since the log of cases cannot be used. Whoever runs the site has to look at it. {fault}");
}
