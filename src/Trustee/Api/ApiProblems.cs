using Chorus.Escrow.Depositing;
using Chorus.Trustee.Witnessing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Chorus.Trustee.Api;

/// <summary>
/// Refusals of a whole request as <c>application/problem+json</c> (RFC 9457): <c>urn:chorus:NAME</c> and a sentence. Nothing
/// that was sent is repeated.
/// </summary>
internal static class ApiProblems
{
    internal static IResult Malformed(string sentence) => Problem(StatementProblem.Malformed, sentence, StatusCodes.Status400BadRequest);

    /// <summary>A sentence for what the server refuses by itself.</summary>
    internal static IResult OfStatus(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Problem("too-large", "The body is too large: send fewer statements at once.", status),
        StatusCodes.Status408RequestTimeout => Problem("too-slow", "The body came too slowly: send the same again.", status),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed =>
            Problem("not-found", "A trustee has no such call. Use the same version of chorus for the site and the trustees.", status),
        _ => Problem(StatementProblem.Malformed, "What was sent did not arrive whole, or does not follow docs/formats/trustee-api.md.", status),
    };

    /// <summary>Why a checkpoint was not signed.</summary>
    internal static IResult Witness(WitnessReply reply) => Problem(
        reply.Answer switch
        {
            WitnessAnswer.NotSigned => "log-not-signed",
            WitnessAnswer.UnknownLog => "unknown-log",
            WitnessAnswer.NotContinued => "log-not-continued",
            _ => StatementProblem.Malformed,
        },
        reply.Sentence, (int)reply.Answer);

    internal static Task WriteEmpty(StatusCodeContext empty) => OfStatus(empty.HttpContext.Response.StatusCode).ExecuteAsync(empty.HttpContext);

    /// <summary>The answer to a bug.</summary>
    internal static void WriteUnexpected(IApplicationBuilder app) => app.Run(context => Problem(
        "unexpected", "Something went wrong at this trustee. Send the same again in a few minutes.", StatusCodes.Status500InternalServerError).ExecuteAsync(context));

    private static IResult Problem(string name, string sentence, int status) => Results.Problem(type: $"urn:chorus:{name}", title: sentence, statusCode: status);
}
