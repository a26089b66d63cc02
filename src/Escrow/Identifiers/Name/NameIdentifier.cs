using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.Name;

/// <summary>A person's name at a place: plain words without titles, nicknames as their base form, sorted.</summary>
internal static class NameIdentifier
{
    private static readonly Dictionary<string, string> BaseForms = ReadNicknames();

    public static Attempt Canonical(Identifier identifier)
    {
        var words = Words.Of(identifier.Value);
        if (!words.Exists(word => word.Any(char.IsAsciiLetter)))
        {
            return Attempt.Refuse("nothing-readable");
        }
        var name = Titles.Without(words).ConvertAll(word => BaseForms.GetValueOrDefault(word, word));
        name.Sort(StringComparer.Ordinal);
        return Attempt.Accept($"{string.Join(' ', name)}|{Place.Normalise(identifier.Place)}");
    }

    /// <summary>The file lists base form to nicknames; here it is turned round.</summary>
    private static Dictionary<string, string> ReadNicknames() =>
        SharedData.Read<Dictionary<string, string>>("nicknames.json")
            .SelectMany(line => line.Value.Split(' '), (line, nickname) => (nickname, line.Key))
            .ToDictionary(pair => pair.nickname, pair => pair.Key, StringComparer.Ordinal);
}
