using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Features.Lookup;
using Chorus.App.Hosting;
using Chorus.App.Languages;
using Chorus.Cases;
using Chorus.Cases.Deadlines;
using Chorus.Cases.State;
using Chorus.Escrow.Letters;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Letters;

/// <summary><c>/api/letters</c> (docs/formats/site-api.md): what a respondent, or an adviser, reads and writes by a code. An unknown code and one that ended get the same empty answer.</summary>
internal static class LettersApi
{
    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        // The address that a card can hold in every language.
        routes.MapGet("/letters", (HttpRequest request, Texts texts) => Results.Redirect($"/{texts.Accepted(request).FirstOrDefault(texts.Usual).Code}/letters"));
        routes.MapPost("/api/letters/open", OpenAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Lookups, LookupEndpoint.MostBytes, untilSent: true);
        routes.MapPost("/api/letters", PostAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Letters, LetterIntake.MostBytes);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, SiteDb db)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<LettersOpenPost>(context.Request, LookupEndpoint.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupEndpoint.LookupLength)
        {
            return Problems.Malformed("A look-up id is 16 bytes.");
        }
        if (await AccessOfAsync(db, post.Lookup, stop) is not { } own)
        {
            return Results.Json(new LettersAnswer(null, null, null, [], [], null, null), SiteJson.WithNulls);
        }
        var accesses = await db.Across<CaseAccess>().AsNoTracking().Where(a => a.CaseId == own.CaseId && a.Of == own.Of).ToListAsync(stop);
        var copies = db.Across<CaseLetterCopy>().Where(c => c.SigningKey == own.SigningKey);
        // What is sealed to the team is not loaded.
        var letters = await db.Across<CaseLetterRow>().Where(l => l.CaseId == own.CaseId && l.Of == own.Of).OrderBy(l => l.Sequence)
            .Select(l => new OwnLetter(l.Id, l.By, l.Direction, l.Kind, l.DataHash, l.SealedHash, l.Signature, l.Hour, copies.Where(c => c.Sequence == l.Sequence).Select(c => c.Sealed).FirstOrDefault()))
            .ToListAsync(stop);
        var times = PartyTimes.Of(await StateAsync(db, own.CaseId, stop), Rulebook.BuiltIn, own.Of);
        return Results.Json(
            new LettersAnswer(
                own.CaseId, own.OrganisationId, own.SigningKey, [.. accesses.Select(GivenAccess.From)],
                letters, Spelt(times.Answer), Spelt(times.Appeal)),
            SiteJson.WithNulls);
    }

    private static async Task<IResult> PostAsync(HttpContext context, SiteDb db, CaseLog log, LetterIntake intake)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<OwnLetterPost>(context.Request, LetterIntake.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupEndpoint.LookupLength)
        {
            return Problems.Malformed("A look-up id is 16 bytes.");
        }
        if (await AccessOfAsync(db, post.Lookup, stop) is null)
        {
            return NoCode();
        }
        // A code can end, and a letter be destroyed, until it is this one's turn.
        using var turn = await log.TurnAsync(db, stop);
        return await AccessOfAsync(db, post.Lookup, stop) is { } own
            ? await intake.StoreAsync((own.CaseId, own.OrganisationId, own.Of), (own.Party, LetterKinds.FromParty), post.Letter, own.SigningKey, await StateAsync(db, own.CaseId, stop), stop)
            : NoCode();
    }

    private static IResult NoCode() => Problems.Refuse(StatusCodes.Status404NotFound, "unknown-code", "There are no letters here. Open them again with your code.");

    private static Task<CaseAccess?> AccessOfAsync(SiteDb db, byte[] lookup, CancellationToken stop) =>
        db.Across<CaseAccess>().AsNoTracking().SingleOrDefaultAsync(a => a.Lookup == lookup, stop);

    // From the rows as they are: whether they are those of the log is compared at the desk, which tells people who can act on it.
    private static async Task<CaseState> StateAsync(SiteDb db, string caseId, CancellationToken stop)
    {
        var rows = await db.Across<CaseEventRow>().AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Number).ToListAsync(stop);
        return LoadedCase.Replay(rows).State;
    }

    private static string? Spelt(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : null;
}

internal sealed record LettersOpenPost(byte[] Lookup);

internal sealed record OwnLetterPost(byte[] Lookup, LetterPost Letter);

/// <param name="Case">null for an unknown code.</param>
/// <param name="Organisation">the manifest's id.</param>
/// <param name="Key">the signing key of this code.</param>
/// <param name="Accesses">all of these letters, ended ones too.</param>
/// <param name="Letters">oldest first.</param>
/// <param name="AnswerBy">the last day, in the case's zone.</param>
/// <param name="AppealBy">the last day, in the case's zone.</param>
internal sealed record LettersAnswer(string? Case, string? Organisation, byte[]? Key, IReadOnlyList<GivenAccess> Accesses, IReadOnlyList<OwnLetter> Letters, string? AnswerBy, string? AppealBy);

/// <param name="Copy">null where it was not sealed to this code.</param>
internal sealed record OwnLetter(string Id, string By, byte Direction, byte Kind, byte[] DataHash, byte[] SealedHash, byte[] Signature, string Hour, byte[]? Copy);

/// <summary>An access as the organisation and the code signed it.</summary>
internal sealed record GivenAccess(string Respondent, string Party, byte[] LookupHash, byte[] Signing, byte[] Box, byte[] Signature, byte[] Proof, string Hour, bool Ended)
{
    public static GivenAccess From(CaseAccess a) => new(a.Of, a.Party, a.LookupHash, a.SigningKey, a.BoxKey, a.Signature, a.Proof, a.Hour, a.Lookup is null);
}
