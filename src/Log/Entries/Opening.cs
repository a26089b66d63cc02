using System.Text;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Log.Entries;

/// <summary>What opens one entry of a log: kept beside the log by whoever may read the event, and destroyed with it.</summary>
/// <param name="Index">of the entry.</param>
/// <param name="Kind">what the content is.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Content">the event, as it was hashed.</param>
public sealed record Opening(long Index, string Kind, byte[] Salt, string Content)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new Base64UrlConverter() },
        // The content is a line of JSON most often; escaped twice nobody could read it.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The entry that it opens.</summary>
    public byte[] Entry(string origin) => LogEntry.Of(origin, Kind, Salt, Encoding.UTF8.GetBytes(Content));

    /// <summary>A line of an openings file, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads a line.</summary>
    /// <exception cref="MalformedException">where it is none; the message has nothing of its content.</exception>
    public static Opening Parse(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<Opening>(line, s_json) is { Index: >= 0, Kind.Length: > 0, Salt.Length: LogEntry.SaltLength, Content: not null } read && Ascii.IsValid(read.Kind))
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Said below; the library's message can quote the line.
        }

        throw new MalformedException("an opening is an object with index, kind, salt and content");
    }
}
