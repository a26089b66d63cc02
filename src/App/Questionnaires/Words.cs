using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.App.Languages;

namespace Chorus.App.Questionnaires;

/// <summary>
/// Words of a questionnaire: the id of a text in the PO files or, where an organisation brings its own, the words themselves
/// by language. In JSON a string or <c>{"en": "...", "es": "..."}</c>. Exactly one of the two is set.
/// </summary>
[JsonConverter(typeof(WordsConverter))]
internal sealed record Words(string? Id, IReadOnlyDictionary<string, string>? Own = null)
{
    /// <summary>In a language that they were checked to have when the site started.</summary>
    internal string In(Language language) => Id is null ? Own![language.Code] : language[Id];

    /// <summary>What the page's scripts are told: the id of a text that they have, or the words.</summary>
    internal string ForScripts(Language language) => Id ?? Own![language.Code];

    public override string ToString() => Id ?? string.Join(" / ", Own!.Values.Take(1));
}

/// <summary>Reads <see cref="Words"/>; the scripts' copy is written by <see cref="Words.ForScripts"/>.</summary>
internal sealed class WordsConverter : JsonConverter<Words>
{
    public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new Words(reader.GetString()!),
        JsonTokenType.StartObject => new Words(null, JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!),
        _ => throw new JsonException("words are the id of a text, or an object with the words in each language"),
    };

    public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => throw new NotSupportedException();
}
