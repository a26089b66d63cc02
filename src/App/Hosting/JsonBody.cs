using System.Text.Json;

namespace Chorus.App.Hosting;

/// <summary>
/// Reads a posted JSON body up to a limit that is kept while reading, so that nobody can fill the memory by a length
/// that is not stated or not true.
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
        if (request.ContentLength > limit || await ReadUpToAsync(request.Body, limit, stop) is not { } bytes)
        {
            return (null, Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", $"This is too large: at most {limit} bytes can be sent at once."));
        }
        if (request.HttpContext.Features.Get<BoundBody>() is { } bound && !bound.Proof.IsFor(bytes.Span))
        {
            return (null, bound.Refuse());
        }
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, SiteJson.Options) is { } value
                ? (value, null)
                : (null, Problems.Malformed("The body is empty."));
        }
        catch (JsonException e)
        {
            // The library's message can quote what was sent; the place is enough.
            return (null, Problems.Malformed($"The JSON does not follow docs/formats/site-api.md at {e.Path ?? "$"}."));
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadUpToAsync(Stream body, int limit, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, stop)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return null;
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}
