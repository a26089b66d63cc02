using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>The table "In a case, as it stands" of docs/who-may-do-what.md, tried cell by cell.</summary>
public sealed partial class CaseMatrixTests : IAsyncLifetime
{
    // In the order of the columns. A colleague has the pseudonym that the story gives somebody of that role.
    private static readonly (string Column, string Organisation, string? Pseudonym, Role Role)[] s_columns =
    [
        ("another organisation", TestDeployment.LegalAid, null, Role.CaseOfficer),
        ("in conflict", TestDeployment.Centre, "staff-5", Role.Advocate),
        ("said to be", TestDeployment.Centre, "staff-6", Role.CaseOfficer),
        ("advocate", TestDeployment.Centre, "staff-4", Role.Advocate),
        ("case officer", TestDeployment.Centre, "staff-1", Role.CaseOfficer),
        ("decision maker", TestDeployment.Centre, "staff-2", Role.DecisionMaker),
        ("administrator", TestDeployment.Centre, "staff-9", Role.Administrator),
        ("auditor", TestDeployment.Centre, "staff-7", Role.Auditor),
    ];

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly List<TestMember> _browsers = [];
    private readonly Dictionary<string, StandingCase> _cases = new(StringComparer.Ordinal);
    private TestSite _site = null!;

    [GeneratedRegex(@"^\| (?<stage>open|decided|closed|changed) \| (?<call>[^|]+) \|(?<cells>.*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        foreach (var (column, organisation, pseudonym, role) in s_columns)
        {
            var email = $"{column.Replace(' ', '-')}@centre.example";
            await _site.EnrolAsync(organisation, email, roles: role);
            var browser = _site.Browser();
            (await browser.SignInAsync(email, TestSite.Password)).ShouldBeTrue();
            _browsers.Add(browser);
            if (pseudonym is not null)
            {
                _members[pseudonym] = await _site.QueryAsync(db => db.Users.Where(m => m.Email == email).Select(m => m.Id).SingleAsync(TestContext.Current.CancellationToken));
            }
        }
        await _site.EnrolAsync(TestDeployment.Centre, "third@centre.example", roles: Role.DecisionMaker);
        _members["staff-3"] = await _site.QueryAsync(db => db.Users.Where(m => m.Email == "third@centre.example").Select(m => m.Id).SingleAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _browsers.ForEach(b => b.Dispose());
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_member_may_do_in_a_case_as_it_stands_what_the_table_says()
    {
        var rows = Row().Matches(File.ReadAllText(Source.Path("docs/who-may-do-what.md")).ReplaceLineEndings("\n"));
        rows.Select(r => (r.Groups["stage"].Value, r.Groups["call"].Value.Trim())).ShouldBe(
            new[] { "open", "decided", "closed", "changed" }.SelectMany(stage => s_calls.Select(call => (stage, call.Key))), ignoreOrder: true);
        var wrong = new List<string>();
        foreach (System.Text.RegularExpressions.Match row in rows)
        {
            var (stage, call) = (row.Groups["stage"].Value, row.Groups["call"].Value.Trim());
            var cells = row.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries);
            var found = new List<string>();
            for (var i = 0; i < s_columns.Length; i++)
            {
                found.Add(await TryAsync(stage, call, i));
            }
            if (!found.SequenceEqual(cells))
            {
                wrong.Add($"| {stage} | {call} | {string.Join(" | ", found)} |");
            }
        }
        wrong.ShouldBeEmpty();
    }

    private static readonly Dictionary<string, Func<StandingCase, (string Event, object[] Contents)>?> s_calls = new(StringComparer.Ordinal)
    {
        ["see it in the list"] = null,
        ["read it"] = null,
        ["fetch what is sealed"] = null,
        ["fetch what opens the log"] = null,
        ["receive evidence"] = c => With(c, """{"kind":"evidence-received","evidence":"x9","from":"reporter-1","allegations":["a2"]}"""),
        ["propose to dismiss"] = c => With(c, """{"kind":"dismissal-proposed","dismissal":"d9","allegation":"a2","ground":"outside-institution"}""", "reasons"),
        ["close"] = _ => ("""{"kind":"case-closed"}""", []),
        ["correct"] = c => With(c, """{"kind":"correction-made","corrects":"e1","cause":"mistaken"}"""),
        ["say what they are to those named"] = _ => ("""{"kind":"conflicts-declared","about":[{"party":"reporter-1","conflict":"none"},{"party":"respondent-1","conflict":"none"}]}""", []),
    };

    private static (string Event, object[] Contents) With(StandingCase of, string said, string member = "content")
    {
        var (reference, content) = of.Content("what is said");
        var line = JsonNode.Parse(said)!.AsObject();
        line[member] = reference;
        return (line.ToJsonString(), [content]);
    }

    private async Task<string> TryAsync(string stage, string call, int column)
    {
        var of = _cases.TryGetValue(stage, out var known) ? known : _cases[stage] = await MakeAsync(stage);
        var (browser, (_, _, pseudonym, role)) = (_browsers[column], s_columns[column]);
        if (s_calls[call] is { } make)
        {
            var (said, contents) = make(of);
            using var answer = await browser.PostJsonAsync("/desk/sign-in", $"{of.Path}/events", new { After = of.Events, Role = role.Spelling(), Event = JsonNode.Parse(said), Contents = contents });
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                _cases.Remove(stage);
            }
            // A line that is no event at all would look like a law's refusal, and try nothing.
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("\"by\":\"line\"", Shouldly.Case.Sensitive, call);
            return Said(answer);
        }
        using var read = await browser.GetAsync(call switch
        {
            "see it in the list" => "/desk/api/cases",
            "read it" => of.Path,
            "fetch what is sealed" => $"{of.Path}/contents/{of.TitleId}",
            _ => "/desk/api/cases/openings",
        });
        if (read.StatusCode is not HttpStatusCode.OK || call is "read it" or "fetch what is sealed")
        {
            return Said(read);
        }
        return (await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(of.Id, StringComparison.Ordinal) ? "yes" : "no";
    }

    private async Task<StandingCase> MakeAsync(string stage)
    {
        var made = new StandingCase(_site, _members);
        await made.WriteAsync(stage is "changed" ? "open" : stage);
        if (stage is "changed")
        {
            // That somebody left is put another way by whoever has the database.
            await _site.QueryAsync(db => db.Across<CaseEventRow>().Where(e => e.CaseId == made.Id)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.Line, x => x.Line.Replace("resigned", "dismissed")), TestContext.Current.CancellationToken));
        }
        return made;
    }

    // A law's refusal is another thing than a door that is shut.
    private static string Said(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.OK => "yes",
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound => "no",
        HttpStatusCode.UnprocessableEntity => "law",
        HttpStatusCode.Conflict => "stopped",
        var other => ((int)other).ToString(CultureInfo.InvariantCulture),
    };
}
