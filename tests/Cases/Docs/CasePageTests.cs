using System.Text.RegularExpressions;
using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;

namespace Chorus.Cases.Tests.Docs;

/// <summary>The pages of docs/formats/ on cases say what the code does.</summary>
public sealed class CasePageTests
{
    private static readonly string s_events = Page("case-events.md");
    private static readonly string s_processes = Page("case-process.md");

    [Fact]
    public void Every_law_stands_there_in_its_own_words_and_no_other() =>
        Regex.Matches(s_events, @"^\| `(?<id>[a-z-]+)` \| (?<says>[A-Z].*\.) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .Select(m => (m.Groups["id"].Value, m.Groups["says"].Value)).ShouldBe(LawBook.All.Select(law => (law.Id, law.Sentence)));

    [Fact]
    public void Every_kind_of_event_stands_there_once_and_no_other()
    {
        var table = s_events[s_events.IndexOf("## Kinds", StringComparison.Ordinal)..s_events.IndexOf("An allegation is one act code", StringComparison.Ordinal)];
        Regex.Matches(table, "`(?<kind>[a-z-]+)`", RegexOptions.ExplicitCapture).Select(m => m.Groups["kind"].Value).ShouldBe(EventKinds.All.Select(k => k.Name), ignoreOrder: true);
    }

    [Fact]
    public void Every_role_and_every_process_stands_there()
    {
        Code.All<Role>().ShouldAllBe(role => s_events.Contains($"`{Code.Of(role)}`"));
        BuiltInFileNames.Processes.ShouldAllBe(name => s_processes.Contains($"| `{name}` |"));
    }

    private static string Page(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chorus.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run the tests from a folder inside the repository.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "formats", name)).ReplaceLineEndings("\n");
    }
}
