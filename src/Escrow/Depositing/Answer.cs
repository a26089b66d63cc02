using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.Escrow.Depositing;

/// <summary>An answer to one question: free text, a number, choices, or pieces with their times. Exactly one of the four is set.</summary>
[JsonConverter(typeof(AnswerConverter))]
public sealed class Answer
{
    private Answer(string? text, double? number, IReadOnlyList<string>? choices, IReadOnlyList<Piece>? pieces)
    {
        Text = text;
        Number = number;
        Choices = choices;
        Pieces = pieces;
    }

    /// <summary>Free text or a single choice.</summary>
    public string? Text { get; }

    /// <summary>A number.</summary>
    public double? Number { get; }

    /// <summary>Several choices.</summary>
    public IReadOnlyList<string>? Choices { get; }

    /// <summary>1 to 12 pieces, in the order in which she put them.</summary>
    public IReadOnlyList<Piece>? Pieces { get; }

    /// <summary>An answer in words.</summary>
    public static Answer Of(string text) => new(text, null, null, null);

    /// <summary>A number.</summary>
    public static Answer Of(double number) => new(null, number, null, null);

    /// <summary>Several choices.</summary>
    public static Answer Of(IReadOnlyList<string> choices) => new(null, null, choices, null);

    /// <summary>1 to 12 pieces.</summary>
    public static Answer Of(IReadOnlyList<Piece> pieces) => new(null, null, null, pieces);
}

/// <summary>An answer in JSON: a string, a number, a list of strings or a list of pieces.</summary>
public sealed class AnswerConverter : JsonConverter<Answer>
{
    public override Answer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Answer.Of(reader.GetString()!);
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                return Answer.Of(number);
            case JsonTokenType.StartArray:
                reader.Read();
                return reader.TokenType == JsonTokenType.StartObject ? Answer.Of(PiecesFrom(ref reader, options)) : Answer.Of(ChoicesFrom(ref reader));
            default:
                throw new JsonException("an answer is a string, a number, a list of strings, a list of pieces or null");
        }
    }

    private static List<string> ChoicesFrom(ref Utf8JsonReader reader)
    {
        var choices = new List<string>();
        for (; reader.TokenType == JsonTokenType.String; reader.Read())
        {
            choices.Add(reader.GetString()!);
        }

        return reader.TokenType == JsonTokenType.EndArray ? choices : throw new JsonException("choices are strings");
    }

    private static List<Piece> PiecesFrom(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var pieces = new List<Piece>();
        for (; reader.TokenType == JsonTokenType.StartObject; reader.Read())
        {
            pieces.Add(JsonSerializer.Deserialize<Piece>(ref reader, options)!);
        }

        return reader.TokenType == JsonTokenType.EndArray ? pieces : throw new JsonException("pieces are objects");
    }

    public override void Write(Utf8JsonWriter writer, Answer value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (value.Pieces is { } pieces)
        {
            JsonSerializer.Serialize(writer, pieces, options);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var choice in value.Choices!)
            {
                writer.WriteStringValue(choice);
            }

            writer.WriteEndArray();
        }
    }
}
