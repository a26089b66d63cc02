using System.Globalization;
using Chorus.Log.Witnessing;
using Chorus.Trustee.Witnessing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chorus.Trustee.Api;

/// <summary>A trustee as the witness of the site's log (docs/formats/trustee-api.md, "Witness").</summary>
internal static class WitnessApi
{
    internal static void Map(IEndpointRouteBuilder routes, SiteLogWitness witness)
    {
        routes.MapPost("/v1/add-checkpoint", (Delegate)((HttpContext context) => AddAsync(context, witness)));
        routes.MapGet("/v1/checkpoint", () => witness.Last is { } last ? Results.Bytes(last.ToUtf8(), "text/plain; charset=utf-8") : ApiProblems.OfStatus(StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> AddAsync(HttpContext context, SiteLogWitness witness)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (IOException e)
        {
            return ApiProblems.OfStatus((e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }

        var reply = witness.Sign(context.Request.Headers[CheckpointRequest.LogKeyHeader].ToString(), body.GetBuffer().AsSpan(0, (int)body.Length));
        return reply switch
        {
            { Signature: { } signature } => Results.Text(signature.ToString(), "text/plain; charset=utf-8"),
            { Answer: WitnessAnswer.Conflict } => Results.Text(string.Create(CultureInfo.InvariantCulture, $"{reply.Seen}\n"), "text/x.tlog.size", statusCode: StatusCodes.Status409Conflict),
            _ => ApiProblems.Witness(reply),
        };
    }
}
