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

    internal static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads one value.</summary>
    /// <exception cref="MalformedException">naming <paramref name="what"/> and the place in it.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> utf8, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new MalformedException($"{what} is empty");
        }
        catch (JsonException e)
        {
            // The library's message can quote the input, which may be a reporter's words: the place is enough.
            throw new MalformedException($"{what} does not follow its format at {e.Path ?? "$"}");
        }
    }
}
