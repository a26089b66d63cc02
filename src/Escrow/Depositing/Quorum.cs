using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// "Release my report only when at least this many reporters, me included, name the same person": 1 to 7, or keep.
/// The default value is none of these and is refused wherever it is used: a forgotten quorum must not mean "send now".
/// </summary>
[JsonConverter(typeof(QuorumConverter))]
public readonly record struct Quorum
{
    /// <summary>The largest number.</summary>
    public const int Most = 7;

    private readonly byte _codePlusOne;

    private Quorum(int code) => _codePlusOne = (byte)(code + 1);

    /// <summary>Never counts, never released.</summary>
    public static Quorum Keep => new(Most);

    /// <summary>Whether this is <see cref="Keep"/>.</summary>
    public bool IsKeep => Code == Most;

    /// <summary>1 to 7; null for keep.</summary>
    public int? Voices => IsKeep ? null : Code + 1;

    /// <summary>The three bits in a packet: quorum - 1, and 7 for keep, so every value of three bits is valid.</summary>
    public byte Code => _codePlusOne > 0 ? (byte)(_codePlusOne - 1) : throw new InvalidOperationException("no quorum was chosen");

    /// <summary>The quorum of 1 to 7 voices.</summary>
    public static Quorum Of(int voices) =>
        voices is >= 1 and <= Most
            ? new(voices - 1)
            : throw new ArgumentOutOfRangeException(nameof(voices), voices, "a quorum is 1 to 7, or keep");

    /// <summary>The quorum of a packet's three bits.</summary>
    public static Quorum FromCode(int code) =>
        code is >= 0 and <= Most
            ? new(code)
            : throw new ArgumentOutOfRangeException(nameof(code), code, "a quorum's code is 0 to 7");

    public override string ToString() => IsKeep ? "keep" : Voices.ToString()!;
}

/// <summary>A quorum in JSON: a number from 1 to 7, or <c>"keep"</c>.</summary>
public sealed class QuorumConverter : JsonConverter<Quorum>
{
    public override Quorum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var voices) && voices is >= 1 and <= Quorum.Most => Quorum.Of(voices),
        JsonTokenType.String when reader.ValueTextEquals("keep"u8) => Quorum.Keep,
        _ => throw new JsonException("a quorum is 1 to 7, or \"keep\""),
    };

    public override void Write(Utf8JsonWriter writer, Quorum value, JsonSerializerOptions options)
    {
        if (value.Voices is { } voices)
        {
            writer.WriteNumberValue(voices);
        }
        else
        {
            writer.WriteStringValue("keep");
        }
    }
}
