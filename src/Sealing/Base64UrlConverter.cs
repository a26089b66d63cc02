using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.Sealing;

/// <summary>Writes and reads byte arrays in JSON by <see cref="Base64UrlText"/>.</summary>
public sealed class Base64UrlConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Base64UrlText.TryDecode(reader.GetString(), out var bytes)
            ? bytes
            : throw new JsonException("bytes are written in base64url without padding");

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Base64UrlText.Encode(value));
}
