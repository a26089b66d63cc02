using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chorus.App.Questionnaires;

/// <summary>
/// A question flow as data (docs/formats/questionnaire.md): what is asked, in which order, under which
/// conditions, and the sentences that say who can read the result. Read from JSON and checked once at start; the ones in use
/// are found in <see cref="OfferedQuestionnaires"/>.
/// </summary>
internal sealed record Questionnaire(
    string Format,
    string Id,
    int Version,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Reader> Readers)
{
    internal const string ExpectedFormat = "chorus/questionnaire/2";

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
