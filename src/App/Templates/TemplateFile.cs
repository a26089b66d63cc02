using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;

namespace Chorus.App.Templates;

/// <summary>Words that are ready to be written to a reporter.</summary>
/// <param name="Id">what it is for: one of a site's own replaces the built-in one of that id.</param>
/// <param name="Title">the same in words, for members.</param>
/// <param name="Text">what is put into the field, in the reporter's language.</param>
internal sealed record Template(string Id, Words Title, Words Text);

/// <summary>A file of templates (docs/formats/templates.md).</summary>
internal sealed partial record TemplateFile(string Format, IReadOnlyList<Template> Templates)
{
    private const string ExpectedFormat = "chorus/templates/1";

    // What a message may have (docs/formats/message.md), less what is still to be filled in.
    private const int LongestText = 4000;
    private const int LongestTitle = 80;
    private const int Most = 30;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdShape();

    /// <summary>Reads and checks a file.</summary>
    /// <param name="json">its text.</param>
    /// <param name="texts">the languages that each template needs.</param>
    /// <exception cref="InvalidDataException">The text is not such a file; the message has one sentence for each fault.</exception>
    public static TemplateFile Parse(string json, Texts texts)
    {
        TemplateFile read;
        try
        {
            read = JsonSerializer.Deserialize<TemplateFile>(json, Json) ?? throw new InvalidDataException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"It is not JSON of the expected shape: {e.Message}", e);
        }
        string[] faults = [.. read.Faults(texts)];
        return faults.Length == 0 ? read : throw new InvalidDataException(string.Join(' ', faults));
    }

    /// <summary>The built-in one, whose texts are checked by tests, as a site in memory has none.</summary>
    public static IReadOnlyList<Template> ReadBuiltIn(string json) => JsonSerializer.Deserialize<TemplateFile>(json, Json)!.Templates;

    private IEnumerable<string> Faults(Texts texts)
    {
        if (Format != ExpectedFormat)
        {
            yield return $"Its format is \"{Format}\"; write \"{ExpectedFormat}\".";
        }
        if (Templates is not { Count: >= 1 and <= Most })
        {
            yield return $"\"templates\" has to hold 1 to {Most} templates.";
            yield break;
        }
        foreach (var id in Templates.Select(t => t.Id).Where(id => id is null || !IdShape().IsMatch(id)))
        {
            yield return $"\"{id}\" is no id of a template: small letters, digits and hyphens, at most 40.";
        }
        foreach (var twice in Templates.GroupBy(t => t.Id, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            yield return $"There are several templates \"{twice.Key}\".";
        }
        foreach (var fault in Templates.SelectMany(t => FaultsOf(t, texts)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOf(Template template, Texts texts)
    {
        if (template.Title is null || template.Text is null)
        {
            return [$"The template \"{template.Id}\" needs a \"title\" and a \"text\"."];
        }
        return
        [
            .. texts.Languages.SelectMany(language => QuestionnaireWords.FaultsOf($"title of the template \"{template.Id}\"", template.Title, language)),
            .. texts.Languages.SelectMany(language => QuestionnaireWords.FaultsOf($"text of the template \"{template.Id}\"", template.Text, language)),
            .. LongerThan(template.Title, LongestTitle).Concat(LongerThan(template.Text, LongestText))
                .Select(most => $"The template \"{template.Id}\" is too long in some language: a title has at most {LongestTitle} characters, a text {LongestText}."),
        ];
    }

    private static IEnumerable<int> LongerThan(Words words, int most) => words.Own?.Values.Any(text => text?.Length > most) is true ? [most] : [];
}
