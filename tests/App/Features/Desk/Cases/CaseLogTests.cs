using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>An administrator of the database changes what lies there, or the site is killed at its work: the desk and <c>chorus verify log</c> both say what is.</summary>
public sealed class CaseLogTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestSite _site = null!;
    private readonly Dictionary<string, TestMember> _auditors = new(StringComparer.Ordinal);
    private TestCase _case = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _case = await TestCase.OpenAsync(_site);
    }

    public async ValueTask DisposeAsync()
    {
        _case.Dispose();
        foreach (var auditor in _auditors.Values)
        {
            auditor.Dispose();
        }
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, string, string, long> Changes => new()
    {
        { """UPDATE "CaseEvents" SET "Line" = replace("Line", 'respondent-1', 'respondent-2') WHERE "Number" = 3""", "Event e3 is not the one that the log has", "another entry", 0 },
        { """UPDATE "CaseEvents" SET "MemberId" = (SELECT "MemberId" FROM "CaseEvents" WHERE "Number" = 5) WHERE "Number" = 2""", "Event e2 is not the one that the log has", "another entry", 0 },
        { """UPDATE "Cases" SET "TitleHash" = "Id" """, "Event e1 is not the one that the log has", "another entry", 1 },
        { """UPDATE "CaseEvents" SET "Line" = '' WHERE "Number" = 7""", "Event e7 is not the one that the log has", "Entry {6} has no opening", 0 },
        { """UPDATE "CaseEvents" SET "Salt" = zeroblob(31) WHERE "Number" = 7""", "Event e7 is not the one that the log has", "Entry {6} has no opening", 0 },
        { """UPDATE "CaseEvents" SET "Number" = 4294967303 WHERE "Number" = 7""", "Event e7 is", "Opening of entry {6}: the log has another entry there", 0 },
        { """DELETE FROM "CaseEvents" WHERE "Number" = 4""", "Event e4 is in the log and no longer in the database", "Entry {3} has no opening", 1 },
        // What putting back an older database leaves.
        { """DELETE FROM "CaseEvents" WHERE "Number" > 5""", "Event e6 is in the log and no longer in the database", "Entries {5} to {6} have no opening", 2 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_row_that_was_changed_or_is_gone_is_told_and_nothing_is_added_to_that_case(string change, string fault, string verified, long missing)
    {
        await ChangeAsync(change);

        var read = await _case.Officer.ReadAsync(_case.Path);
        read.GetProperty("record").GetString().ShouldBe("changed");
        read.GetProperty("fault").GetString()!.ShouldStartWith(fault);
        using var refused = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", []);
        await TestCase.ProblemAsync(refused, HttpStatusCode.Conflict, "case-changed");
        (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("missing").GetInt64().ShouldBe(missing);
        (await VerifyAsync()).ShouldContain(line => line.Contains(At(verified), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_somebody_added_by_hand_was_never_an_event()
    {
        await ChangeAsync("""
            INSERT INTO "CaseEvents" ("CaseId", "Number", "OrganisationId", "Entry", "Line", "By", "MemberId", "Salt")
            SELECT "CaseId", 8, "OrganisationId", 7, replace("Line", 'e7', 'e8'), "By", "MemberId", "Salt" FROM "CaseEvents" WHERE "Number" = 7
            """);
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("fault").GetString()!.ShouldStartWith("Event e8 is in the database and was never in the log");
        // Nor does it become one, or keep another case from going on.
        using var other = await TestCase.OpenAsync(_site, "second");
        (await other.Officer.ReadAsync(other.Path)).GetProperty("record").GetString().ShouldBe("whole");
    }

    [Fact]
    public async Task A_case_that_was_deleted_is_missing_from_the_list_and_cannot_begin_again()
    {
        await ChangeAsync("""DELETE FROM "Cases" """);

        var list = await _case.Officer.ReadAsync("/desk/api/cases");
        list.GetProperty("cases").GetArrayLength().ShouldBe(0);
        list.GetProperty("missing").GetInt64().ShouldBe(7);
        (await VerifyAsync()).ShouldContain(line => line.StartsWith(At("Entries {0} to {6} have no opening"), StringComparison.Ordinal));
        using var again = await _case.PostOpeningAsync();
        await TestCase.ProblemAsync(again, HttpStatusCode.Conflict, "case-exists");
    }

    [Fact]
    public async Task Rows_of_another_case_do_not_stand_for_those_of_a_case_that_was_deleted()
    {
        using var other = await TestCase.OpenAsync(_site, "second");
        await ChangeAsync($"""
            DELETE FROM "Cases" WHERE "Id" = '{_case.Id}';
            INSERT INTO "CaseEvents" ("CaseId", "Number", "OrganisationId", "Entry", "Line", "By", "MemberId", "Salt")
            SELECT "CaseId", "Number" + 100, "OrganisationId", "Entry" - {other.First - _case.First}, "Line", "By", "MemberId", "Salt" FROM "CaseEvents"
            """);
        (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("missing").GetInt64().ShouldBe(7);
    }

    [Theory]
    [InlineData(7, "Cases")]
    [InlineData(7, "Cases", "CaseMembers", "CaseContents")]
    [InlineData(1, "Cases", "CaseMembers", "CaseContents", "CaseEvents")]
    public async Task A_case_that_was_moved_to_another_organisation_is_missed_here_and_told_there(long missing, params string[] tables)
    {
        await ChangeAsync(string.Concat(tables.Select(table => $"UPDATE \"{table}\" SET \"OrganisationId\" = '{TestDeployment.LegalAid}';")));

        (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("missing").GetInt64().ShouldBe(missing);
        using var stranger = await _site.SignInAsync(TestDeployment.LegalAid, Chorus.App.Members.Role.CaseOfficer);
        (await stranger.ReadAsync(_case.Path)).GetProperty("fault").GetString()!.ShouldStartWith("Event e1 is not the one that the log has");
    }

    [Theory]
    [InlineData(""" "Line" = '' """)]
    [InlineData(""" "Salt" = zeroblob(31) """)]
    [InlineData(""" "Number" = 4294967304 """)]
    public async Task A_row_that_was_made_useless_before_its_entry_was_logged_stops_nothing(string change)
    {
        _case.Log.Between = at => _ = at is CaseLogStep.Stored ? throw new InvalidOperationException("killed") : at;
        var (content, reference) = _case.Seal("a witness");
        using (await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"witness-1","identity":{{reference}}}""", [content]))
        {
        }
        _case.Log.Between = _ => { };
        _case.Log.Close();
        await ChangeAsync($"""UPDATE "CaseEvents" SET {change} WHERE "Number" = 8""");

        await ActivatorUtilities.CreateInstance<CaseLogStart>(_site.Services).StartAsync(TestContext.Current.CancellationToken);
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("changed");
        using var other = await TestCase.OpenAsync(_site, "second");
        (await other.Officer.ReadAsync(other.Path)).GetProperty("record").GetString().ShouldBe("whole");
    }

    [Fact]
    public async Task What_was_destroyed_and_put_back_is_told_and_not_shown()
    {
        await ChangeAsync("""CREATE TABLE "Kept" AS SELECT * FROM "CaseContents" """);
        var destroyed = JsonDocument.Parse((await _case.Officer.ReadAsync(_case.Path)).GetProperty("events")[1].GetProperty("line").GetString()!).RootElement.GetProperty("identity").GetProperty("id").GetString();
        var (order, reference) = _case.Seal("the order of a court");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"content-destroyed","content":"{{destroyed}}","ground":"court-order","order":{{reference}}}""", order);
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("whole");
        await ChangeAsync("""INSERT OR IGNORE INTO "CaseContents" SELECT * FROM "Kept" """);

        var read = await _case.Officer.ReadAsync(_case.Path);
        read.GetProperty("fault").GetString().ShouldBe("The sealed content of event e2 was destroyed, and is in the database again: somebody put it back.");
        read.GetProperty("contents").EnumerateArray().ShouldNotContain(c => c.GetProperty("id").GetString() == destroyed);
        using var asked = await _case.Officer.GetAsync($"{_case.Path}/contents/{destroyed}");
        await TestCase.ProblemAsync(asked, HttpStatusCode.NotFound, "no-content");
    }

    [Theory]
    [InlineData("""UPDATE "CaseContents" SET "Sealed" = zeroblob(310)""", "The sealed content")]
    [InlineData("""DELETE FROM "CaseContents" """, "The sealed content")]
    [InlineData("""INSERT INTO "CaseContents" SELECT "CaseId", "CaseId", "OrganisationId", "Sealed" FROM "CaseContents" LIMIT 1""", "There is sealed content in the database to which no event refers")]
    [InlineData("""UPDATE "CaseMembers" SET "Number" = 3 - "Number" """, "Event e1 was written down by another member")]
    public async Task What_lies_beside_the_events_is_held_to_them_too_and_nothing_is_added_where_it_differs(string change, string fault)
    {
        await ChangeAsync(change);
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("fault").GetString()!.ShouldStartWith(fault);
        using var refused = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", []);
        await TestCase.ProblemAsync(refused, HttpStatusCode.Conflict, "case-changed");
    }

    [Fact]
    public async Task What_a_summary_is_made_to_say_changes_the_list_and_judges_nothing()
    {
        await ChangeAsync("""UPDATE "Cases" SET "Summary" = 'nothing of the kind'""");
        (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("cases")[0].GetProperty("status").GetString().ShouldBe("open");
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("whole");
    }

    [Fact]
    public async Task A_summary_that_says_everybody_is_in_conflict_hides_no_case()
    {
        await ChangeAsync($"""UPDATE "Cases" SET "Summary" = json_set("Summary", '$.barred', json('[{string.Join(',', Enumerable.Range(0, 100))}]'))""");
        (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("cases").GetArrayLength().ShouldBe(1);
        (await VerifyAsync()).ShouldContain(line => line.EndsWith("openings, each of an entry of this log.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_title_that_the_log_does_not_have_is_not_listed_and_the_hash_is_that_of_the_log()
    {
        ListedTitle(await _case.Officer.ReadAsync("/desk/api/cases")).ShouldBe((true, (await _case.Officer.ReadAsync(_case.Path)).GetProperty("titleHash").GetString()));
        await ChangeAsync("""UPDATE "Cases" SET "TitleId" = (SELECT "Id" FROM "CaseContents" WHERE "Id" <> "TitleId" LIMIT 1)""");
        ListedTitle(await _case.Officer.ReadAsync("/desk/api/cases")).Shown.ShouldBeFalse();

        static (bool Shown, string? Hash) ListedTitle(JsonElement list) =>
            (list.GetProperty("cases")[0].GetProperty("title").ValueKind == JsonValueKind.String, list.GetProperty("cases")[0].GetProperty("titleHash").GetString());
    }

    [Fact]
    public async Task With_a_file_of_each_organisation_every_entry_opens_and_a_gap_is_told_without_that()
    {
        using var client = _site.Client();
        var stop = TestContext.Current.CancellationToken;
        var lines = await OpeningsAsync(_case.Officer);
        var events = lines.Where(l => l.Contains(_case.Id, StringComparison.Ordinal)).ToList();
        var (first, later, rest) = (await WriteAsync("first", events[..3]), await WriteAsync("later", events[3..]), await WriteAsync("rest", lines.Except(events)));
        var key = (await client.GetStringAsync("/log/key", stop)).Trim();
        CommandLine.Run(["verify", "log", _case.Log.Folder, "--key", key, "--openings", first, "--openings", later, "--openings", rest, .. await OtherOpeningsAsync(), "--every"]).Code.ShouldBe(0);

        var gap = CommandLine.Run("verify", "log", _case.Log.Folder, "--key", key, "--openings", later);
        (gap.Code, gap.Output[^1]).ShouldBe((1, $"Case {_case.Id} has event e7 and no opening of e1: it was deleted, or left out."));
        CommandLine.Run("verify", "log", _case.Log.Folder, "--key", key, "--openings", first).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_between_any_two_steps_an_event_is_there_whole_or_not_at_all(bool again)
    {
        foreach (var step in Enum.GetValues<CaseLogStep>())
        {
            var before = (await _case.Officer.ReadAsync(_case.Path)).GetProperty("events").GetArrayLength();
            _case.Log.Between = at => _ = at == step ? throw new InvalidOperationException($"killed after {at}") : at;
            var (content, reference) = _case.Seal("a witness");
            using (var killed = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"witness-{{before}}","identity":{{reference}}}""", [content]))
            {
                killed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError, step.ToString());
            }
            if (again)
            {
                // As it is killed once more while it completes.
                _case.Log.Close();
                using var read = await _case.Officer.GetAsync(_case.Path);
            }
            _case.Log.Between = _ => { };
            _case.Log.Close();

            var after = await _case.Officer.ReadAsync(_case.Path);
            after.GetProperty("record").GetString().ShouldBe("whole", step.ToString());
            after.GetProperty("events").GetArrayLength().ShouldBe(step is CaseLogStep.Announced ? before : before + 1, step.ToString());
            (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("missing").GetInt64().ShouldBe(0);
            (await VerifyAsync()).ShouldContain(line => line.EndsWith("each of an entry of this log.", StringComparison.Ordinal));
        }
        var (last, lastReference) = _case.Seal("a witness");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"witness-99","identity":{{lastReference}}}""", last);
    }

    [Fact]
    public async Task A_log_that_was_changed_on_disk_takes_no_events_and_says_so()
    {
        _case.Log.Close();
        var entries = Directory.GetFiles(Path.Combine(_case.Log.Folder, "tile", "entries"), "*", SearchOption.AllDirectories);
        foreach (var file in entries)
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("changed");
        using var refused = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", []);
        await TestCase.ProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "log-unusable");
    }

    [Fact]
    public async Task Everybody_can_fetch_the_log_and_nothing_beside_it()
    {
        using var client = _site.Client();
        var stop = TestContext.Current.CancellationToken;
        var size = _case.First + 7;
        (await client.GetStringAsync("/log/checkpoint", stop)).ShouldContain($"\n{size}\n");
        (await client.GetByteArrayAsync($"/log/tile/entries/000.p/{size}", stop)).Length.ShouldBe((int)size * 35);
        (await client.GetByteArrayAsync($"/log/tile/0/000.p/{size}", stop)).Length.ShouldBe((int)size * 32);
        foreach (var none in new[] { "/log/tile/entries/000", "/log/tile/../../key", "/log/tile/%2e%2e/%2e%2e/key", "/log/tile/..%2f..%2fkey", "/log/owners", "/log/tile/0/000.p/0", "/log/tile/9/000" })
        {
            using var answer = await client.GetAsync(none, stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, none);
        }
    }

    [Fact]
    public void The_key_of_the_log_is_its_owners_alone()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_case.Log.Folder, "..", "key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private Task<int> ChangeAsync(string change) => _site.QueryAsync(db => db.Database.ExecuteSqlRawAsync(change, TestContext.Current.CancellationToken));

    // As anybody does who fetched the log, and has the openings from somebody of each organisation.
    private async Task<IReadOnlyList<string>> VerifyAsync()
    {
        using var client = _site.Client();
        var own = await WriteAsync("openings", await OpeningsAsync(_case.Officer));
        var key = (await client.GetStringAsync("/log/key", TestContext.Current.CancellationToken)).Trim();
        return CommandLine.Run(["verify", "log", _case.Log.Folder, "--key", key, "--openings", own, .. await OtherOpeningsAsync(), "--every"]).Output;
    }

    private async Task<string[]> OtherOpeningsAsync()
    {
        var files = new List<string>();
        foreach (var organisation in _site.Deployment.Manifest.Organisations.Select(o => o.Id).Where(id => id != TestDeployment.Centre))
        {
            if (!_auditors.TryGetValue(organisation, out var auditor))
            {
                _auditors.Add(organisation, auditor = await _site.SignInAsync(organisation, Chorus.App.Members.Role.Auditor));
            }
            files.AddRange(["--openings", await WriteAsync($"openings-{organisation}", await OpeningsAsync(auditor))]);
        }
        return [.. files];
    }

    private static async Task<string[]> OpeningsAsync(TestMember member)
    {
        using var openings = await member.GetAsync("/desk/api/cases/openings");
        openings.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await openings.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> WriteAsync(string name, IEnumerable<string> lines)
    {
        await File.WriteAllLinesAsync(_folder[name], lines, TestContext.Current.CancellationToken);
        return _folder[name];
    }

    // Entries are numbered in a test from the case's first.
    private string At(string text) => Regex.Replace(text, @"\{(\d+)\}", m => $"{_case.First + long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)}");
}
