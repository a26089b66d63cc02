using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.Escrow.Depositing;

/// <summary>An answer to one question: free text, a number, or choices. Exactly one of the three is set.</summary>
[JsonConverter(typeof(AnswerConverter))]
public sealed class Answer
{
    private Answer(string? text, double? number, IReadOnlyList<string>? choices)
    {
        Text = text;
        Number = number;
        Choices = choices;
    }

    /// <summary>Free text or a single choice.</summary>
    public string? Text { get; }

    /// <summary>A number.</summary>
    public double? Number { get; }

    /// <summary>Several choices.</summary>
    public IReadOnlyList<string>? Choices { get; }

    /// <summary>An answer in words.</summary>
    public static Answer Of(string text) => new(text, null, null);

    /// <summary>A number.</summary>
    public static Answer Of(double number) => new(null, number, null);

    /// <summary>Several choices.</summary>
    public static Answer Of(IReadOnlyList<string> choices) => new(null, null, choices);
}

/// <summary>An answer in JSON: a string, a number or a list of strings.</summary>
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
                var choices = new List<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    choices.Add(reader.GetString()!);
                }

                return reader.TokenType == JsonTokenType.EndArray ? Answer.Of(choices) : throw new JsonException("choices are strings");
            default:
                throw new JsonException("an answer is a string, a number, a list of strings or null");
        }
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
