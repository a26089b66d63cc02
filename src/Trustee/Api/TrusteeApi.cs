using System.Globalization;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Mpc;
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
        routes.MapGet("/v1/releases", (long? after) => Results.Json(Releases(core, after ?? 0), ApiJson.Options));
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
            [.. core.Lacking.Select(lack => new LackingBody(lack.Trustee, lack.Reports, lack.Runs))]);
    }

    private static ReleasesBody Releases(TrusteeCore core, long after) =>
        new([.. core.Releases(after).Select(release => new ReleaseBody(release.Sequence, release.Record, release.Signature))]);

    private static async Task<IResult> AcceptAsync(HttpContext context, TrusteeCore core)
    {
        StatementBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<StatementBody>(context.Request.Body, ApiJson.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is not { Statement: not null, Signature: not null })
        {
            return Refuse(StatementProblem.Malformed, "The body has to be JSON with statement, signature and packet in base64url.");
        }

        var answer = core.Accept(body.Statement, body.Signature, body.Packet);
        return answer.Problem is { } problem ? Refuse(problem, answer.Sentence) : Results.Json(new AckBody(answer.Ack!), ApiJson.Options);
    }

    private static IResult Refuse(string problem, string sentence) => Results.Problem(
        type: $"urn:chorus:{problem}",
        title: sentence,
        statusCode: problem switch
        {
            StatementProblem.Malformed or StatementProblem.BadSignature or StatementProblem.BadPacket => StatusCodes.Status400BadRequest,
            StatementProblem.UnknownReport => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        });
}
