using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.App.Questionnaires;

/// <summary>
/// A question flow as data (docs/formats/questionnaire.md): what is asked, in which order, under which
/// conditions, and the sentences that say who can read the result. Read from JSON and checked once at start.
/// </summary>
internal sealed record Questionnaire(
    string Format,
    string Id,
    int Version,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Reader> Readers)
{
    internal const string ExpectedFormat = "chorus/questionnaire/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads and checks a questionnaire.</summary>
    /// <exception cref="InvalidDataException">The text is not a questionnaire; the message has one sentence for each fault.</exception>
    internal static Questionnaire Parse(string json)
    {
        Questionnaire read;
        try
        {
            read = JsonSerializer.Deserialize<Questionnaire>(json, Json) ?? throw new InvalidDataException("The questionnaire is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The questionnaire is not JSON of the expected shape: {e.Message}", e);
        }

        var faults = QuestionnaireCheck.Faults(read);
        return faults.Count == 0 ? read : throw new InvalidDataException(string.Join(' ', faults));
    }

    /// <summary>The questionnaire built into the application.</summary>
    internal static Questionnaire Core()
    {
        using var stream = typeof(Questionnaire).Assembly.GetManifestResourceStream("Questionnaires/core.json")
            ?? throw new InvalidDataException("The questionnaire core.json is not built into the application.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    internal Question this[string id] => Questions.First(q => string.Equals(q.Id, id, StringComparison.Ordinal));
}

/// <summary>One question. <paramref name="Title"/>, <paramref name="Why"/> and <paramref name="Notes"/> are message ids.</summary>
internal sealed record Question(
    string Id,
    string Kind,
    string Title,
    string Why,
    int? Limit = null,
    bool Required = false,
    string? Preset = null,
    IReadOnlyList<Option>? Options = null,
    IReadOnlyList<string>? Notes = null,
    IReadOnlyList<Condition>? When = null)
{
    internal IReadOnlyList<Option> Choices => Options ?? [];

    internal bool IsAsked(IReadOnlyDictionary<string, string> facts) => Condition.Hold(When, facts);
}

/// <summary>One answer that can be chosen; <paramref name="Text"/> and <paramref name="More"/> are message ids.</summary>
internal sealed record Option(string Value, string Text, string? More = null, string? Picture = null);

/// <summary>A sentence about who can read a report: now, later, what is kept about it, or, for whoever came back with a receipt, all of it.</summary>
internal sealed record Reader(string Time, string Text, IReadOnlyList<Condition>? When = null)
{
    internal bool Applies(IReadOnlyDictionary<string, string> facts) => Condition.Hold(When, facts);
}

/// <summary>Holds when the fact has one of the values. A list of conditions holds when each of them does.</summary>
internal sealed record Condition(string Fact, IReadOnlyList<string> Is)
{
    internal static bool Hold(IReadOnlyList<Condition>? conditions, IReadOnlyDictionary<string, string> facts) =>
        conditions is null || conditions.All(c => facts.TryGetValue(c.Fact, out var value) && c.Is.Contains(value, StringComparer.Ordinal));
}
