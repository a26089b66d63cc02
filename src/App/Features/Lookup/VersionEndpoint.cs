using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Statements;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Lookup;

/// <summary>
/// <c>POST /api/versions</c> (docs/formats/site-api.md): the content of one version, for its reporter, who named by her look-up id what she
/// wants to read. Apart from the look-up, whose answer stays small however often somebody changed her report.
/// </summary>
internal static class VersionEndpoint
{
    public static void MapVersions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/versions", PostAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Lookups, LookupEndpoint.MostBytes, untilSent: true);

    private static async Task<IResult> PostAsync(HttpContext context, SiteDb db)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<VersionPost>(context.Request, LookupEndpoint.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupEndpoint.LookupLength || post.Handle.Length != Handle.Length)
        {
            return Problems.Malformed("A look-up id and a handle are 16 bytes each.");
        }
        var content = await ListedVersion.Of(db, post.Lookup)
            .Where(l => l.Version.Handle == post.Handle && l.Version.Version == post.Version)
            .Select(l => l.Version.Content).SingleOrDefaultAsync(stop);
        return content is null
            ? Problems.Refuse(StatusCodes.Status404NotFound, StatementProblem.UnknownReport, "There is no such version here. Open the report again with your receipt.")
            : Results.Json(new VersionAnswer(content), SiteJson.Options);
    }
}

internal sealed record VersionPost(byte[] Lookup, byte[] Handle, uint Version);

internal sealed record VersionAnswer(byte[] Content);
