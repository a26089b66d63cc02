namespace Chorus.App.Tests.Wording;

/// <summary>A list of src/App/Texts/refused/ as docs/texts.md describes it.</summary>
internal sealed record RefusedList(IReadOnlyList<string> Words, IReadOnlyList<string> Sentences)
{
    internal static RefusedList Of(string language)
    {
        var lines = File.ReadAllLines(Source.Path($"src/App/Texts/refused/{language}.txt")).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToList();
        return new([.. lines.Where(l => l[0] != '!')], [.. lines.Where(l => l[0] == '!').Select(l => l[1..].Trim())]);
    }
}
