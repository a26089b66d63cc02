namespace Chorus.Escrow.Identifiers.Name;

/// <summary>Forms of address in several languages, as the words they are once transliterated.</summary>
internal static class Titles
{
    // Longest first, so that "sig ra" goes as a whole.
    private static readonly string[][] List = [.. SharedData.Read<Dictionary<string, string[]>>("titles.json")
        .SelectMany(language => language.Value)
        .Select(title => title.Split(' '))
        .OrderByDescending(title => title.Length)];

    /// <summary>The words without titles; all of them if nothing else would be left.</summary>
    public static List<string> Without(List<string> words)
    {
        var kept = new List<string>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            var title = Array.Find(List, title => StandsAt(words, i, title));
            if (title is null)
            {
                kept.Add(words[i]);
            }
            i += title?.Length ?? 1;
        }
        return kept.Count > 0 ? kept : words;
    }

    private static bool StandsAt(List<string> words, int at, string[] title)
    {
        for (var i = 0; i < title.Length; i++)
        {
            if (at + i >= words.Count || !string.Equals(words[at + i], title[i], StringComparison.Ordinal))
            {
                return false;
            }
        }
        return true;
    }
}
