using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chorus.App.CaseLogs;

/// <summary>The bytes of what is hashed into the site's log: a JSON object whose members the caller writes in the order of their names.</summary>
internal static class LogContent
{
    // Everything is ASCII by its pattern; the default would write the + of an offset as an escape. An event goes in as it lies in the
    // database, whatever somebody made of it: what is no JSON any more must not stop the comparison.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_plain))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
