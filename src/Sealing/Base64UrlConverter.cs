using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.Sealing;

/// <summary>Writes and reads byte arrays in JSON by <see cref="Base64UrlText"/>, without a string between.</summary>
public sealed class Base64UrlConverter : JsonConverter<byte[]>
{
    // A statement's; longer text is rare and comes from the heap.
    private const int MostOnStack = 1024;

    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Base64UrlText.TryDecode(Text(ref reader), out var bytes)
            ? bytes
            : throw new JsonException("bytes are written in base64url without padding");

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        var length = Base64Url.GetEncodedLength(value.Length);
        Span<byte> text = length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[length];
        writer.WriteStringValue(text[..Base64Url.EncodeToUtf8(value, text)]);
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var text = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }
}
