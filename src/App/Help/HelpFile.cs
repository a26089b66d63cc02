using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Chorus.App.Questionnaires;

namespace Chorus.App.Help;

/// <summary>One country's numbers (docs/formats/help.md): whom to call in danger, and lines that help.</summary>
internal sealed partial record HelpFile(string Format, string Country, IReadOnlyList<string> Emergency, IReadOnlyList<HelpLine> Lines)
{
    internal const string ExpectedFormat = "chorus/help/1";

    /// <summary>What a line can be about; each has the text <c>help.about.TOPIC</c>.</summary>
    internal static readonly string[] Topics =
        ["partner-violence", "sexual-violence", "women", "children", "work", "trafficking", "crisis", "migrants"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    [GeneratedRegex("^[0-9*#+][0-9*# ]{1,24}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberShape();

    [GeneratedRegex("^20[0-9]{2}-(0[1-9]|1[0-2])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthShape();

    /// <summary>Reads and checks a file.</summary>
    /// <param name="json">its text.</param>
    /// <param name="name">its name without the folder, <c>ES.json</c>: the country it must be about.</param>
    /// <exception cref="InvalidDataException">A fault; the message has one sentence for each, with what to write instead.</exception>
    internal static HelpFile Parse(string json, string name)
    {
        HelpFile read;
        try
        {
            read = JsonSerializer.Deserialize<HelpFile>(json, Json) ?? throw new InvalidDataException($"{name} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is not JSON of the expected shape: {e.Message}", e);
        }

        var faults = read.Faults(name).ToList();
        return faults.Count == 0 ? read : throw new InvalidDataException(string.Join(' ', faults));
    }

    private IEnumerable<string> Faults(string name)
    {
        if (Format != ExpectedFormat)
        {
            yield return $"{name}: its format is \"{Format}\"; write \"{ExpectedFormat}\".";
        }
        if (!Countries.Has(Country) || name != $"{Country}.json")
        {
            yield return $"{name}: a file is named by the ISO 3166 code of its country, and its \"country\" says the same.";
        }
        if (Emergency is not { Count: > 0 } || Emergency.Any(number => !NumberShape().IsMatch(number ?? "")))
        {
            yield return $"{name}: \"emergency\" needs one number or more, of digits, spaces, * and #.";
        }
        foreach (var line in Lines ?? [])
        {
            if (string.IsNullOrWhiteSpace(line.Name) || line.Name.Length > 80 || !NumberShape().IsMatch(line.Number ?? ""))
            {
                yield return $"{name}: the line \"{line.Name}\" needs a name of at most 80 characters and a number of digits, spaces, +, * and #.";
            }
            if (line.About is not { Count: > 0 } || line.About.Any(topic => !Topics.Contains(topic, StringComparer.Ordinal)))
            {
                yield return $"{name}: the line \"{line.Name}\" is about one or more of {string.Join(", ", Topics)}.";
            }
            if (line.Source is not { IsAbsoluteUri: true, Scheme: "https" })
            {
                yield return $"{name}: the line \"{line.Name}\" needs a \"source\", the https address of who says so.";
            }
            if (line.Checked is not null && !MonthShape().IsMatch(line.Checked))
            {
                yield return $"{name}: the line \"{line.Name}\" was \"checked\" in a month such as 2026-11.";
            }
        }
    }
}
