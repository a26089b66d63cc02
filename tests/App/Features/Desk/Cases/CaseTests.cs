using System.Net;
using System.Text;
using System.Text.Json;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Sealing;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>Cases at the desk, by the calls of its pages.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private TestCase _case = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _case = await TestCase.OpenAsync(_site);
    }

    public ValueTask DisposeAsync()
    {
        _case.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task A_case_is_listed_with_a_title_that_only_the_organisations_key_opens()
    {
        var list = await _case.Officer.ReadAsync("/desk/api/cases");
        list.GetProperty("missing").GetInt64().ShouldBe(0);
        var listed = list.GetProperty("cases").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("process").GetString().ShouldBe("fair-process@1");
        listed.GetProperty("status").GetString().ShouldBe("open");
        listed.GetProperty("mine").GetBoolean().ShouldBeTrue();
        listed.GetProperty("next").GetProperty("duty").GetString().ShouldNotBeNullOrEmpty();
        var title = CaseContent.Open(
            _site.Deployment.Organisations[TestDeployment.Centre].Box, 1, _case.PlaceOf(Convert.FromHexString(listed.GetProperty("titleId").GetString()!)), listed.GetProperty("title").Deserialize<byte[]>(App.Hosting.SiteJson.Options)!);
        Encoding.UTF8.GetString(title).ShouldBe("Kitchen, spring");
    }

    [Fact]
    public async Task A_case_reads_as_its_events_which_the_log_has()
    {
        var read = await _case.Officer.ReadAsync(_case.Path);
        read.GetProperty("fault").ValueKind.ShouldBe(JsonValueKind.Null, read.GetProperty("fault").ToString());
        read.GetProperty("record").GetString().ShouldBe("whole");
        read.GetProperty("me").GetString().ShouldBe("staff-1");
        read.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("entry").GetInt64()).ShouldBe(Enumerable.Range(0, 7).Select(n => _case.First + n));
        read.GetProperty("state").GetProperty("parties").GetArrayLength().ShouldBe(2);
        read.GetProperty("contents").EnumerateArray().Count(c => c.GetProperty("sealed").ValueKind == JsonValueKind.String).ShouldBe(3);
    }

    [Fact]
    public async Task What_a_law_refuses_is_not_stored_and_the_law_is_told()
    {
        using var answer = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", []);
        var problem = await TestCase.ProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "event-refused");
        problem.GetProperty("by").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("law").GetString()!.ShouldEndWith(".");
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("events").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task What_was_done_on_an_old_view_of_the_case_is_stale()
    {
        using var answer = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", [], after: 6);
        await TestCase.ProblemAsync(answer, HttpStatusCode.Conflict, "stale");
    }

    [Fact]
    public async Task Of_two_who_act_on_the_same_view_one_is_stale()
    {
        var (content, reference) = _case.Seal("a witness");
        Task<HttpResponseMessage> NameAsync(string witness) => _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"{{witness}}","identity":{{reference}}}""", [content], after: 7);
        var answers = await Task.WhenAll(NameAsync("witness-1"), NameAsync("witness-2"));
        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task Sealed_content_comes_with_its_event_whole_and_nothing_else()
    {
        var (content, reference) = _case.Seal("a witness");
        var (other, _) = _case.Seal("something else");
        var wrong = reference.Replace("\"hash\":\"", "\"hash\":\"" + new string('0', 64), StringComparison.Ordinal).Remove(reference.IndexOf("\"hash\":\"", StringComparison.Ordinal) + 8 + 64, 64);
        string Named(string r) => $$"""{"kind":"party-named","party":"witness-1","identity":{{r}}}""";
        foreach (var (type, @event, contents) in new (string, string, object[])[]
        {
            ("content-missing", Named(reference), []),
            ("content-hash", Named(wrong), [content]),
            ("content-unasked", Named(reference), [content, other]),
            ("content-malformed", Named(reference), [new { Id = TestCase.NewId(), Sealed = new byte[CaseContent.LongestSealed + 1] }]),
        })
        {
            using var answer = await _case.PostAsync(_case.Officer, "case-officer", @event, contents);
            await TestCase.ProblemAsync(answer, HttpStatusCode.BadRequest, type);
        }
        using var large = await _case.PostAsync(_case.Officer, "case-officer", Named(reference), [new { Id = TestCase.NewId(), Sealed = new byte[2 << 20] }]);
        await TestCase.ProblemAsync(large, HttpStatusCode.RequestEntityTooLarge, "too-large");
        await _case.DoAsync(_case.Officer, "case-officer", Named(reference), content);
    }

    [Fact]
    public async Task What_a_case_has_keeps_its_one_hash()
    {
        var title = (await _case.Officer.ReadAsync(_case.Path)).GetProperty("titleId").GetString();
        using var answer = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"witness-1","identity":{"hash":"{{new string('0', 64)}}","id":"{{title}}"} }""", []);
        await TestCase.ProblemAsync(answer, HttpStatusCode.BadRequest, "content-hash");
    }

    [Theory]
    [InlineData("id", "\"e99\"")]
    [InlineData("time", "\"2020-01-01T00:00Z\"")]
    [InlineData("actor", """{"pseudonym":"system","role":"system"}""")]
    public async Task What_the_site_says_of_an_event_nobody_else_says(string member, string value)
    {
        using var answer = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"case-closed","{{member}}":{{value}}}""", []);
        await TestCase.ProblemAsync(answer, HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task Nobody_acts_in_a_role_that_is_not_theirs()
    {
        foreach (var role in new[] { "decision-maker", "administrator", "system", "respondent", "" })
        {
            using var answer = await _case.PostAsync(_case.Officer, role, """{"kind":"case-closed"}""", []);
            await TestCase.ProblemAsync(answer, HttpStatusCode.Forbidden, "not-allowed");
        }
    }

    [Fact]
    public async Task An_auditor_reads_what_happened_and_nothing_that_is_sealed()
    {
        using var auditor = await _site.SignInAsync(TestDeployment.Centre, Role.Auditor);
        (await auditor.ReadAsync("/desk/api/cases")).GetProperty("cases")[0].GetProperty("title").ValueKind.ShouldBe(JsonValueKind.Null);
        var read = await auditor.ReadAsync(_case.Path);
        read.GetProperty("events").GetArrayLength().ShouldBe(7);
        read.GetProperty("contents").EnumerateArray().ShouldAllBe(c => c.GetProperty("sealed").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Another_organisation_sees_nothing_of_a_case()
    {
        using var stranger = await _site.SignInAsync(TestDeployment.LegalAid, Role.CaseOfficer);
        (await stranger.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(0);
        using var read = await stranger.GetAsync(_case.Path);
        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var acted = await stranger.PostAsync($"{_case.Path}/events", new { After = 7, Role = "case-officer", Event = new { Kind = "case-closed" }, Contents = Array.Empty<object>() });
        acted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_named_in_a_case_sees_nothing_of_it_any_more()
    {
        var decider = await _case.PseudonymAsync(_case.Decider);
        var (content, reference) = _case.Seal("a colleague");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"respondent-2","member":"{{decider}}","identity":{{reference}}}""", content);

        (await _case.Decider.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(0);
        using var read = await _case.Decider.GetAsync(_case.Path);
        await TestCase.ProblemAsync(read, HttpStatusCode.Forbidden, "in-conflict");
    }

    [Fact]
    public async Task Whoever_is_said_to_be_in_conflict_sees_nothing_until_another_decides_and_an_auditor_still_sees_what_is_done()
    {
        var (decider, (content, reference), (why, reasons)) = (await _case.PseudonymAsync(_case.Decider), _case.Seal("a friend"), _case.Seal("they are not"));
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"conflict-raised","member":"{{decider}}","reasons":{{reference}}}""", content);
        using var read = await _case.Decider.GetAsync(_case.Path);
        await TestCase.ProblemAsync(read, HttpStatusCode.Forbidden, "in-conflict");
        (await _case.Decider.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(0);

        var auditor = await TestCase.SignInAsync(_case.Site, "auditor@centre.example", Role.Auditor);
        var (second, named) = _case.Seal("the auditor");
        var third = await TestCase.SignInAsync(_case.Site, "third@centre.example", Role.DecisionMaker);
        await _case.DoAsync(third, "decision-maker", """{"kind":"conflicts-declared","about":[{"party":"reporter-1","conflict":"none"},{"party":"respondent-1","conflict":"none"}]}""");
        await _case.DoAsync(third, "decision-maker", $$"""{"kind":"conflict-raised","member":"{{await _case.PseudonymAsync(auditor)}}","reasons":{{named}}}""", second);
        (await auditor.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(1);
        (await auditor.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("whole");

        await _case.DoAsync(third, "decision-maker", $$"""{"kind":"conflict-decided","member":"{{decider}}","towards":"respondent-1","conflict":"none","reasons":{{reasons}}}""", why);
        (await _case.Decider.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Who_wrote_down_that_a_party_raised_a_conflict_does_not_decide_it()
    {
        var (decider, (piece, reference), (why, reasons)) = (await _case.PseudonymAsync(_case.Decider), _case.Seal("a letter"), _case.Seal("so it is"));
        using (var written = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"conflict-raised","member":"{{decider}}","reasons":{{reference}}}""", [piece], party: "respondent-1"))
        {
            written.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using var decided = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"conflict-decided","member":"{{decider}}","towards":"respondent-1","conflict":"close-to","reasons":{{reasons}}}""", [why]);
        (await TestCase.ProblemAsync(decided, HttpStatusCode.UnprocessableEntity, "event-refused")).GetProperty("reason").GetString().ShouldBe("staff-1 wrote down who said that; another has to decide it.");
    }

    [Fact]
    public async Task What_a_party_handed_in_is_the_partys_act_and_tells_for_good_who_wrote_it_down()
    {
        var (piece, reference) = _case.Seal("a letter");
        var letter = $$"""{"kind":"conflict-raised","member":"{{await _case.PseudonymAsync(_case.Decider)}}","reasons":{{reference}}}""";
        using var decider = await _case.PostAsync(_case.Decider, "decision-maker", letter, [piece], party: "respondent-1");
        (await TestCase.ProblemAsync(decider, HttpStatusCode.UnprocessableEntity, "event-refused")).GetProperty("by").GetString().ShouldBe("roles");
        using var staff = await _case.PostAsync(_case.Officer, "case-officer", letter, [piece], party: "staff-2");
        staff.IsSuccessStatusCode.ShouldBeFalse();
        using var written = await _case.PostAsync(_case.Officer, "case-officer", letter, [piece], party: "respondent-1");
        written.StatusCode.ShouldBe(HttpStatusCode.OK, await written.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var last = (await _case.Officer.ReadAsync(_case.Path)).GetProperty("events").EnumerateArray().Last();
        last.GetProperty("by").GetString().ShouldBe("staff-1");
        last.GetProperty("line").GetString()!.ShouldContain("\"pseudonym\":\"respondent-1\"");
    }

    [Fact]
    public async Task The_rules_say_what_pages_offer()
    {
        var rules = await _case.Officer.ReadAsync("/desk/api/cases/rules");
        rules.GetProperty("processes").EnumerateArray().Select(p => p.GetProperty("id").GetString()).ShouldContain("fair-process@1");
        rules.GetProperty("schema").GetProperty("$defs").TryGetProperty("party-named", out _).ShouldBeTrue();
    }
}
