using System.Globalization;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Mpc;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chorus.Trustee.Api;

/// <summary>What the site asks of a trustee (docs/formats/trustee-api.md).</summary>
internal static class TrusteeApi
{
    internal static void Map(IEndpointRouteBuilder routes, TrusteeCore core, TrusteeNode node)
    {
        routes.MapPost("/v1/statements", (Delegate)((HttpContext context) => AcceptAsync(context, core)));
        routes.MapPost("/v1/kept", (Delegate)((HttpContext context) => NoteKeptAsync(context, core)));
        routes.MapGet("/v1/releases", (long? after) => Results.Json(Releases(core, after ?? 0), ApiJson.Options));
        routes.MapGet("/v1/packet-keys", () => Results.Json(PacketKeys(core), ApiJson.Options));
        routes.MapGet("/v1/status", () => Results.Json(Status(core, node), ApiJson.Options));
    }

    internal static StatusBody Status(TrusteeCore core, TrusteeNode node)
    {
        var attempt = core.LastAttempt;
        var completed = core.LastCompleted;
        var outcome = attempt?.End ?? (completed is null ? null : RunEnd.Completed);
        return new StatusBody(
            core.Index,
            core.Keys.Epoch,
            core.Reports,
            attempt?.Hour ?? completed?.Hour,
            completed?.Number ?? 0,
            outcome switch { null => "none", RunEnd.Completed => "completed", RunEnd.Unchanged => "unchanged", _ => "aborted" },
            node.NextRun.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            VerificationMode.Verified.ToString().ToLowerInvariant(),
            [.. core.Lacking.Select(LackingBody.Of)],
            [.. core.Denied.Select(LackingBody.Of)]);
    }

    private static PacketKeysBody PacketKeys(TrusteeCore core) => core.PacketKeys is var (list, signature)
        ? new(new(list.Epoch, list.Keys, signature))
        : new(null);

    private static ReleasesBody Releases(TrusteeCore core, long after) =>
        new([.. core.Releases(after).Select(release => new ReleaseBody(release.Sequence, release.Record, release.Signature))]);

    private static async Task<IResult> AcceptAsync(HttpContext context, TrusteeCore core)
    {
        var (body, refusal) = await ReadAsync<StatementsBody>(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (body?.Statements is not { Count: >= 1 and <= StatementsBody.MostStatements } statements
            || statements.Any(each => each is not { Statement: not null, Signature: not null }))
        {
            return ApiProblems.Malformed($"The body has to be JSON with 1 to {StatementsBody.MostStatements} statements, each with statement, signature and packet in base64url.");
        }

        var answers = core.Accept([.. statements.Select(each => new Submission(each.Statement, each.Signature, each.Packet))]);
        return Results.Json(new AnswersBody([.. answers.Select(AnswerBody.Of)]), ApiJson.Options);
    }

    private static async Task<IResult> NoteKeptAsync(HttpContext context, TrusteeCore core)
    {
        var (body, refusal) = await ReadAsync<KeptBody>(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (body?.Reports is not { Count: <= KeptBody.MostReports } reports || reports.Any(each => each is not { Length: KeptReport.Length }))
        {
            return ApiProblems.Malformed($"The body has to be JSON with at most {KeptBody.MostReports} reports, each {KeptReport.Length} bytes in base64url, and whether they are the last.");
        }

        core.NoteKept(reports, body.Last);
        return Results.Json(new KeptAnswerBody(core.WantsKept), ApiJson.Options);
    }

    /// <summary>The body, null where it is no such JSON; or the server's refusal.</summary>
    private static async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ApiJson.Options, context.RequestAborted), null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
        catch (IOException e)
        {
            // The server's refusal of a body that is too long, too slow or not framed as HTTP has it; a bare exception
            // where a chunk's size does not fit 32 bits.
            return (null, ApiProblems.OfStatus((e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest));
        }
    }
}
