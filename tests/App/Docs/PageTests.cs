using System.Text.RegularExpressions;
using Chorus.App.Tests.Wording;
using Found = System.Text.RegularExpressions.Match;

namespace Chorus.App.Tests.Docs;

/// <summary>The pages of docs/ and vectors/ name what is there, and nothing is there that they leave out.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Pages = [.. Files("docs", "*.md"), "vectors/README.md", "README.md"];

    [GeneratedRegex(@"\]\((?<file>[^)#:]*)(#(?<heading>[^)]*))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.])(src|tests|build|docs|vectors)/[A-Za-z0-9/_.-]+\.[a-z]+\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"CREATE TABLE (?<table>\w+) \((?<columns>.*?)\n\s*\) STRICT", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*(?<column>[a-z]+)\s+(BLOB|INTEGER|TEXT)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Column();

    [Theory]
    [InlineData("docs/formats", "*.md")]
    [InlineData("docs/adr", "*.md")]
    [InlineData("vectors", "*.json")]
    public void Every_file_of_a_folder_is_in_its_list(string folder, string pattern)
    {
        var list = Read($"{folder}/README.md");
        var files = Files(folder, pattern).Select(f => Path.GetFileName(f)!).Where(f => f != "README.md").ToArray();
        files.ShouldNotBeEmpty();
        files.Where(f => !list.Contains($"({f})", StringComparison.Ordinal) && !list.Contains($"`{f}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        var links = Pages.SelectMany(page => Link().Matches(Read(page)).Select(link => (Page: page, Link: link))).ToArray();
        links.Length.ShouldBeGreaterThan(20);
        links.Where(l => !Leads(l.Page, l.Link)).Select(l => $"{l.Page}: {l.Link.Value}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_that_a_page_or_a_source_names_is_there()
    {
        string[] kinds = ["*.cs", "*.ts", "*.mjs", "*.cshtml", "*.po", "*.css"];
        var sources = kinds.SelectMany(kind => Files("src", kind)).Concat(Files("build", "*.mjs")).Where(f => !f.Contains("/obj/", StringComparison.Ordinal));
        var named = Pages.Concat(sources).SelectMany(page => Named().Matches(Read(page)).Select(m => (Page: page, File: m.Value))).ToArray();
        named.Length.ShouldBeGreaterThan(50);
        named.Where(n => !File.Exists(Source.Path(n.File))).Select(n => $"{n.Page}: {n.File}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_table_and_column_of_a_trustee_is_in_the_page_of_its_store()
    {
        var page = Read("docs/formats/trustee-store.md");
        var overview = Read("docs/data-model.md");
        var tables = Table().Matches(Read("src/Trustee/Storing/Schema.cs"));
        tables.Count.ShouldBe(6);
        foreach (Found table in tables)
        {
            var name = table.Groups["table"].Value;
            overview.ShouldContain($"| `{name}` |");
            var rows = Regex.Match(page, $@"^\| {name} \|.*\n(\| \|.*\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Value;
            foreach (Found column in Column().Matches(table.Groups["columns"].Value))
            {
                Regex.IsMatch(rows, $@"^\| \w* ?\|[^|]*\b{column.Groups["column"].Value}\b", RegexOptions.Multiline).ShouldBeTrue($"{name}.{column.Groups["column"].Value}");
            }
        }
    }

    private static bool Leads(string page, Found link)
    {
        var target = link.Groups["file"].Value is { Length: > 0 } file ? Path.Combine(Path.GetDirectoryName(page)!, file) : page;
        if (!File.Exists(Source.Path(target)) && !Directory.Exists(Source.Path(target)))
        {
            return false;
        }
        return !link.Groups["heading"].Success || Heading().Matches(Read(target)).Any(h => Anchor(h.Groups["text"].Value) == link.Groups["heading"].Value);
    }

    // As forges make the address of a heading: small letters and digits, a hyphen for each space, the rest left out.
    private static string Anchor(string heading) =>
        string.Concat(heading.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)));

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        var root = Source.Path(".");
        return Directory.EnumerateFiles(Source.Path(folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Source.Path(file)).ReplaceLineEndings("\n");
}
