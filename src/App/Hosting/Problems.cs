using System.Globalization;
using Chorus.App.Features.Missing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Chorus.App.Hosting;

/// <summary>
/// Refusals as <c>application/problem+json</c> (RFC 9457): a stable <c>type</c>, <c>urn:chorus:NAME</c>, and one sentence
/// that a person can act on. Nothing that was sent is repeated.
/// </summary>
internal static class Problems
{
    public const string Urn = "urn:chorus:";

    public static IResult Refuse(int status, string name, string sentence, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var problem = new ProblemDetails { Type = Urn + name, Status = status, Title = sentence };
        foreach (var (member, value) in more)
        {
            problem.Extensions[member] = value;
        }
        return Results.Json(problem, contentType: "application/problem+json", statusCode: status);
    }

    /// <summary>429 (RFC 6585): not now. <c>Retry-After</c> says when, in seconds.</summary>
    public static IResult TryLater(HttpContext context, string name, string sentence, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refuse(StatusCodes.Status429TooManyRequests, name, sentence);
    }

    public static IResult Malformed(string sentence) => Refuse(StatusCodes.Status400BadRequest, "malformed", sentence);

    /// <summary>The answer to a bug: its details are in the log, not here. What the server could not read is no bug.</summary>
    public static void WriteUnexpected(IApplicationBuilder app) => app.Run(context =>
        (context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException { StatusCode: >= 400 and < 500 } unread
            ? OfStatus(unread.StatusCode)
            : Refuse(StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong on our side. Please try again in a few minutes."))
        .ExecuteAsync(context));

    /// <summary>A sentence for a refusal that the framework made without one; a page where a person asked for one.</summary>
    public static Task WriteEmpty(StatusCodeContext empty) => MissingModel.IsFor(empty.HttpContext) ? MissingModel.ShowAsync(empty) : OfStatus(empty.HttpContext.Response.StatusCode).ExecuteAsync(empty.HttpContext);

    private static IResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Refuse(status, "not-found", "There is no such page here. Check the address."),
        StatusCodes.Status405MethodNotAllowed => Refuse(status, "not-taken", "This page takes nothing. Go back and load it again."),
        StatusCodes.Status408RequestTimeout => Refuse(status, "too-slow", "It came too slowly: send the same again, best on a better connection."),
        StatusCodes.Status413PayloadTooLarge => Refuse(status, "too-large", "This is too large."),
        StatusCodes.Status400BadRequest => Refuse(status, "malformed", "This page is out of date, or what was sent did not arrive whole. Load it again and try once more."),
        _ => Refuse(status, "refused", "The site did not take this. Load the page again and try once more."),
    };
}
