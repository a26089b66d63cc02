using System.Text.Json;

namespace Chorus.Cli.Match;

/// <summary>Reads the members of one JSON object and keeps the first fault, so that a reader can go on as if all were well.</summary>
internal sealed class LineFields(JsonElement element)
{
    public string? Fault { get; private set; }

    public void Blame(string fault) => Fault ??= fault;

    public JsonElement? Member(string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A string that has to be there and not be blank.</summary>
    public string Required(string name)
    {
        var text = Optional(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            Blame($"\"{name}\" is missing or empty");
        }
        return text;
    }

    /// <summary>A string; empty where it is not given.</summary>
    public string Optional(string name) => Member(name) is { } member ? Text(member, name) : "";

    /// <summary>A list of strings; empty where it is not given.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Member(name) is not { } member)
        {
            return [];
        }
        if (member.ValueKind != JsonValueKind.Array)
        {
            Blame($"\"{name}\" has to be a list");
            return [];
        }
        return [.. member.EnumerateArray().Select(item => Text(item, name))];
    }

    private string Text(JsonElement member, string name)
    {
        if (member.ValueKind == JsonValueKind.String)
        {
            try
            {
                return member.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // An escape of half a surrogate pair is JSON by its grammar, and no text.
                Blame($"\"{name}\" holds half a character");
                return "";
            }
        }
        Blame($"\"{name}\" has to be a text");
        return "";
    }
}
