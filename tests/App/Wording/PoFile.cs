using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chorus.App.Tests.Wording;

/// <summary>
/// Reads msgid and msgstr of the PO files in the sources, the reporters' and the desk's together: one line each, as this
/// repository writes them. A counted text's forms are one text with a line for each.
/// </summary>
internal static partial class PoFile
{
    [GeneratedRegex("^(?:msgctxt \"(?<c>(?:[^\"\\\\]|\\\\.)*)\"\n)?msgid \"(?<id>(?:[^\"\\\\]|\\\\.)+)\"\nmsgstr \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();

    [GeneratedRegex("^msgid \"(?<id>(?:[^\"\\\\]|\\\\.)+)\"\nmsgid_plural .*\n(?:msgstr\\[\\d\\] \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"\n?)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();

    internal static IReadOnlyList<string> Languages { get; } =
        [.. Directory.GetFiles(Source.Path("src/App/Texts"), "*.po").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    internal static IReadOnlyDictionary<string, string> Read(string language)
    {
        string[] files = [$"src/App/Texts/{language}.po", $"src/App/Texts/desk/{language}.po"];
        var text = string.Join('\n', files.Select(f => File.ReadAllText(Source.Path(f)).ReplaceLineEndings("\n")));
        return Entry().Matches(text).Where(m => !m.Groups["c"].Success).Concat(Counted().Matches(text)).ToDictionary(
            m => Unescaped(m.Groups["id"].Value),
            m => string.Join('\n', m.Groups["text"].Captures.Select(c => Unescaped(c.Value))),
            StringComparer.Ordinal);
    }

    private static string Unescaped(string quoted) => JsonSerializer.Deserialize<string>($"\"{quoted}\"")!;
}

/// <summary>Files of the repository, found from the folder that holds Chorus.slnx.</summary>
internal static class Source
{
    private static readonly string Root = Find();

    internal static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Chorus.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run the tests from a folder inside the repository.");
        }

        return folder.FullName;
    }
}
