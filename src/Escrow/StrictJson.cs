using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.Sealing;

namespace Chorus.Escrow;

/// <summary>
/// JSON of the formats: camel case, bytes in base64url; unknown, missing and repeated members are refused, so that two
/// readers cannot understand the same bytes differently.
/// </summary>
internal static class StrictJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new Base64UrlConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        MaxDepth = 16,
    };

    private const int LongestPlace = 100;

    internal static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads one value.</summary>
    /// <exception cref="MalformedException">naming <paramref name="what"/> and the place in it.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> utf8, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) ?? throw Empty(what);
        }
        catch (JsonException e)
        {
            throw Malformed(what, e);
        }
    }

    /// <summary>Reads one value inside another that was read. An element's own methods throw otherwise where its text is none.</summary>
    /// <exception cref="MalformedException">naming <paramref name="what"/> and the place in it.</exception>
    internal static T Read<T>(JsonElement element, string what)
        where T : class
    {
        try
        {
            return element.Deserialize<T>(Options) ?? throw Empty(what);
        }
        catch (JsonException e)
        {
            throw Malformed(what, e);
        }
    }

    private static MalformedException Empty(string what) => new($"{what} is empty");

    /// <summary>
    /// The library's message can quote the input, which may be a reporter's words: the place is enough. A place names members
    /// that the format does not have, too, so it is cut.
    /// </summary>
    private static MalformedException Malformed(string what, JsonException e)
    {
        var place = e.Path ?? "$";
        return new($"{what} does not follow its format at {(place.Length > LongestPlace ? $"{place.AsSpan(0, LongestPlace)} ..." : place)}");
    }
}
