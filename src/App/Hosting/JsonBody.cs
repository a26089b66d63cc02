using System.Text.Json;

namespace Chorus.App.Hosting;

/// <summary>
/// Reads a posted JSON body.
/// </summary>
internal static class JsonBody
{
    /// <returns>The value, or the refusal to answer with.</returns>
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpRequest request, int limit, CancellationToken stop)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, Problems.Refuse(StatusCodes.Status415UnsupportedMediaType, "not-json", "Send JSON, with the content type application/json."));
        }
        var body = await BodyUpTo.ReadAsync(request, limit, stop);
        if (body.Fault is not BodyFault.None)
        {
            return (null, RefusalOf(body.Fault, limit));
        }
        if (request.HttpContext.Features.Get<BoundBody>() is { } bound && !bound.Proof.IsFor(body.Bytes.Span))
        {
            return (null, bound.Refuse());
        }
        try
        {
            return JsonSerializer.Deserialize<T>(body.Bytes.Span, SiteJson.Options) is { } value
                ? (value, null)
                : (null, Problems.Malformed("The body is empty."));
        }
        catch (JsonException e)
        {
            // The library's message can quote what was sent; the place is enough.
            return (null, Problems.Malformed($"The JSON does not follow docs/formats/site-api.md at {e.Path ?? "$"}."));
        }
    }

    public static IResult RefusalOf(BodyFault fault, int limit) => fault switch
    {
        BodyFault.TooLarge => Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", $"This is too large: at most {limit} bytes can be sent at once."),
        BodyFault.TooSlow => Problems.Refuse(StatusCodes.Status408RequestTimeout, "too-slow",
            "Nothing is lost. It came too slowly: send the same again, best on a better connection."),
        _ => Problems.Malformed("The body ended early or is not framed as HTTP has it: send the same again."),
    };
}
