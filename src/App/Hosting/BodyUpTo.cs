using Microsoft.AspNetCore.Http;

namespace Chorus.App.Hosting;

/// <summary>
/// Reads a body up to a limit that is kept while reading, so that nobody can fill the memory by a length that is not
/// stated or not true.
/// </summary>
internal static class BodyUpTo
{
    private const int FirstLength = 16 * 1024;

    // What is stated and does not come takes no more memory than this; a report in words fits.
    private const int MostUnseen = 64 * 1024;

    public static async Task<ReadBody> ReadAsync(HttpRequest request, int limit, CancellationToken stop)
    {
        if (request.ContentLength > limit)
        {
            return new(BodyFault.TooLarge);
        }
        // One byte more than is stated, for the read that finds the end.
        var bytes = new byte[Math.Min(request.ContentLength ?? FirstLength, Math.Min(limit, MostUnseen)) + 1];
        var length = 0;
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(bytes.AsMemory(length), stop)) > 0)
            {
                length += read;
                if (length > limit)
                {
                    return new(BodyFault.TooLarge);
                }
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, Math.Min(2 * length, limit + 1));
                }
            }
        }
        catch (IOException e)
        {
            // What Kestrel says of a body that is not framed as HTTP has it, or comes too slowly: mostly by an exception
            // of its own with a status, but by a bare one where a chunk's size does not fit 32 bits.
            return new((e as BadHttpRequestException)?.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => BodyFault.TooLarge,
                StatusCodes.Status408RequestTimeout => BodyFault.TooSlow,
                _ => BodyFault.Broken,
            });
        }
        return new(BodyFault.None, bytes.AsMemory(0, length));
    }
}

/// <param name="Fault">What was wrong.</param>
/// <param name="Bytes">The whole body, where nothing was.</param>
internal readonly record struct ReadBody(BodyFault Fault, ReadOnlyMemory<byte> Bytes = default);

internal enum BodyFault
{
    None,

    /// <summary>More than the limit.</summary>
    TooLarge,

    /// <summary>It came too slowly.</summary>
    TooSlow,

    /// <summary>It ended early, or is not framed as RFC 9112 has it.</summary>
    Broken,
}
