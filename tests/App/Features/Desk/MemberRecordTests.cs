using System.Net;
using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Desk.Cases;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>What is done with members, roles and keys is in the log, whole or not at all, and whoever changes the database by hand is told of.</summary>
public sealed class MemberRecordTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestSite _site = null!;
    private TestMember _administrator = null!;

    private CaseLog Log => _site.Services.GetRequiredService<CaseLog>();

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        await _site.EnrolAsync(TestDeployment.Centre, "reader@centre.example", roles: Role.Advocate);
        await _site.EnrolAsync(TestDeployment.Centre, "other@centre.example", roles: Role.Advocate);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_of_members_and_roles_is_an_event_with_who_made_it()
    {
        var (reader, by) = (await IdAsync("reader@centre.example"), await IdAsync("administrator@workers-centre.example"));
        await SetRolesAsync(reader, "auditor");
        using (await _administrator.PostFormAsync("/desk/members", $"/desk/members/{reader}/remove"))
        {
        }

        var events = await EventsAsync();
        events.Select(e => e.Kind).ShouldBe(["key-new", "enrolled", "enrolled", "enrolled", "roles-set", "left"]);
        events[^2].ShouldSatisfyAllConditions(e => e.By.ShouldBe(by), e => e.Member.ShouldBe(reader), e => e.Roles.ShouldBe([Role.Auditor]));
        events[^1].ShouldSatisfyAllConditions(e => e.By.ShouldBe(by), e => e.Member.ShouldBe(reader), e => e.Roles.ShouldBeNull());
        (await PageAsync()).ShouldNotContain("role=\"alert\"");
    }

    [Fact]
    public async Task What_opens_the_log_is_not_handed_out_before_the_log_says_to_whom()
    {
        using var auditor = await _site.SignInAsync(TestDeployment.Centre, Role.Auditor);
        using var openings = await auditor.GetAsync("/desk/api/cases/openings");
        var last = (await openings.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        JsonDocument.Parse(JsonDocument.Parse(last).RootElement.GetProperty("content").GetString()!).RootElement.GetProperty("event").GetProperty("kind").GetString().ShouldBe("openings-fetched");
        (await EventsAsync())[^1].By.ShouldBe(await IdAsync("auditor@workers-centre.example"));
    }

    [Theory]
    [InlineData("""DELETE FROM "MemberEvents" WHERE "Number" = 3""", "Event 3 is in the log and no longer in the database")]
    [InlineData("""DELETE FROM "MemberEvents" WHERE "Number" > 2""", "Event 3 is in the log and no longer in the database")]
    [InlineData("""UPDATE "MemberEvents" SET "Line" = replace("Line", 'advocate', 'auditor') WHERE "Number" = 3""", "Event 3 is not the one that the log has")]
    [InlineData("""UPDATE "MemberEvents" SET "Line" = 'nothing' WHERE "Number" = 3""", "Event 3 is not the one that the log has")]
    [InlineData("""UPDATE "MemberEvents" SET "Salt" = zeroblob(31) WHERE "Number" = 3""", "Event 3 is not the one that the log has")]
    [InlineData("""UPDATE "MemberEvents" SET "OrganisationId" = 'legal-aid', "Number" = 9 WHERE "Number" = 3 AND "OrganisationId" = 'workers-centre'""", "Event 3 is in the log and no longer in the database")]
    [InlineData("""INSERT INTO "MemberEvents" SELECT "OrganisationId", 5, "Entry", "Line", "Salt" FROM "MemberEvents" WHERE "Number" = 4""", "Event 5 is in the database and was never in the log")]
    public async Task A_record_that_was_changed_in_the_database_says_where(string change, string fault)
    {
        await ChangeAsync(change);
        (await PageAsync()).ShouldContain(fault);
    }

    [Fact]
    public async Task A_record_that_was_deleted_whole_is_missed_in_the_list_of_cases()
    {
        using var officer = await _site.SignInAsync(TestDeployment.LegalAid, Role.CaseOfficer);
        await ChangeAsync("""DELETE FROM "MemberEvents" WHERE "OrganisationId" = 'workers-centre'""");
        (await officer.ReadAsync("/desk/api/cases")).GetProperty("missing").GetInt64().ShouldBe(4);
    }

    [Theory]
    [InlineData("""UPDATE "MemberRoles" SET "Role" = 2 WHERE "MemberId" = '{0}'""")]
    [InlineData("""INSERT INTO "MemberRoles" ("OrganisationId", "MemberId", "Role") VALUES ('workers-centre', '{0}', 3)""")]
    [InlineData("""DELETE FROM "MemberRoles" WHERE "MemberId" = '{0}'""")]
    [InlineData("""DELETE FROM "Members" WHERE "Id" = '{0}'""")]
    public async Task A_role_that_no_event_gave_or_took_is_told(string change)
    {
        (await PageAsync()).ShouldNotContain("desk.record.differs");
        await ChangeAsync(change.Replace("{0}", await IdAsync("reader@centre.example"), StringComparison.Ordinal));
        (await PageAsync()).ShouldContain("desk.record.differs");
    }

    [Theory]
    [InlineData("""UPDATE "Invitations" SET "Roles" = 'administrator'""")]
    [InlineData("""UPDATE "Invitations" SET "InvitedBy" = (SELECT "Id" FROM "Members" WHERE "Email" = 'reader@centre.example')""")]
    [InlineData("""DELETE FROM "MemberEvents" WHERE "Line" LIKE '%invited%'""")]
    public async Task An_invitation_that_the_record_does_not_have_as_it_is_lets_nobody_join(string change)
    {
        var code = await InviteAsync();
        await ChangeAsync(change);
        (await JoinAsync(code)).ShouldContain("desk.join.fault.code");
        (await EventsAsync()).ShouldNotContain(e => e.Kind == MemberEventKind.Joined);
    }

    [Fact]
    public async Task An_invitation_that_was_used_and_put_back_lets_nobody_join()
    {
        var code = await InviteAsync();
        await ChangeAsync("""CREATE TABLE "Kept" AS SELECT * FROM "Invitations" """);
        await JoinAsync(code);
        (await EventsAsync()).ShouldContain(e => e.Kind == MemberEventKind.Joined);
        await ChangeAsync("""INSERT INTO "Invitations" SELECT * FROM "Kept" """);
        (await JoinAsync(code)).ShouldContain("desk.join.fault.code");
    }

    [Fact]
    public async Task Who_was_given_a_role_in_the_database_changes_no_member_and_opens_no_case()
    {
        using var opened = await TestCase.OpenAsync(_site);
        using var reader = _site.Browser();
        (await reader.SignInAsync("reader@centre.example", TestSite.Password)).ShouldBeTrue();
        await ChangeAsync($"""UPDATE "MemberRoles" SET "Role" = 3 WHERE "MemberId" = '{await IdAsync("reader@centre.example")}'""");
        using var removal = await reader.PostFormAsync("/desk/members", $"/desk/members/{await IdAsync("other@centre.example")}/remove");
        (await removal.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.members.fault.log");

        await ChangeAsync($"""UPDATE "MemberRoles" SET "Role" = 4 WHERE "MemberId" = '{await IdAsync("reader@centre.example")}'""");
        using var read = await reader.GetAsync(opened.Path);
        await TestCase.ProblemAsync(read, HttpStatusCode.Forbidden, "role-unrecorded");
    }

    [Fact]
    public async Task A_wrapped_key_that_no_event_gave_is_told()
    {
        var reader = await IdAsync("reader@centre.example");
        await ChangeAsync("""CREATE TABLE "Kept" AS SELECT * FROM "KeyWraps" """);
        await SetRolesAsync(reader, "auditor");
        await SetRolesAsync(reader, "advocate");
        (await PageAsync()).ShouldNotContain("desk.record.keyed");
        await ChangeAsync($"""INSERT INTO "KeyWraps" SELECT * FROM "Kept" WHERE "MemberId" = '{reader}'""");
        (await PageAsync()).ShouldContain("desk.record.keyed");
    }

    [Fact]
    public async Task An_older_database_stops_no_change_and_its_gap_stays_to_be_seen()
    {
        var reader = await IdAsync("reader@centre.example");
        await ChangeAsync("""DELETE FROM "MemberEvents" WHERE "Number" > 3 AND "OrganisationId" = 'workers-centre'""");
        await SetRolesAsync(reader, "auditor");
        (await _site.QueryAsync(db => db.Across<MemberEventRow>().Where(e => e.OrganisationId == TestDeployment.Centre).Select(e => e.Number).OrderBy(n => n).ToListAsync(Stop))).ShouldBe([1, 2, 3, 5]);
        (await PageAsync()).ShouldContain("Event 4 is in the log and no longer in the database");
    }

    [Fact]
    public async Task Killed_between_any_two_steps_a_change_is_made_and_recorded_or_neither()
    {
        var reader = await IdAsync("reader@centre.example");
        var role = Role.Advocate;
        foreach (var step in Enum.GetValues<CaseLogStep>())
        {
            var (before, next) = ((await EventsAsync()).Count, role is Role.Advocate ? Role.Auditor : Role.Advocate);
            Log.Between = at => _ = at == step ? throw new InvalidOperationException($"killed after {at}") : at;
            using (var killed = await _administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", reader), ("role", next.Spelling())))
            {
                killed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError, step.ToString());
            }
            Log.Between = _ => { };
            Log.Close();

            var made = step is not CaseLogStep.Announced;
            (await PageAsync()).ShouldNotContain("role=\"alert\"", Shouldly.Case.Sensitive, step.ToString());
            (await EventsAsync()).Count.ShouldBe(made ? before + 1 : before, step.ToString());
            role = made ? next : role;
            (await _site.QueryAsync(db => db.Across<MemberRole>().Where(r => r.MemberId == reader).Select(r => r.Role).SingleAsync(Stop))).ShouldBe(role, step.ToString());
        }
    }

    [Fact]
    public async Task While_the_log_cannot_be_used_nothing_is_changed_and_the_page_says_so()
    {
        var reader = await IdAsync("reader@centre.example");
        Log.Doubt = "A trustee has seen more.";
        using var roles = await _administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", reader), ("role", "auditor"));
        using var removal = await _administrator.PostFormAsync("/desk/members", $"/desk/members/{reader}/remove");
        (await roles.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.members.fault.log");
        (await removal.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.members.fault.log");
        Log.Doubt = null;
        (await _site.QueryAsync(db => db.Across<MemberRole>().Where(r => r.MemberId == reader).Select(r => r.Role).SingleAsync(Stop))).ShouldBe(Role.Advocate);
    }

    [Fact]
    public async Task A_site_that_is_older_than_records_writes_down_who_is_there_once()
    {
        await _site.EnrolAsync(TestDeployment.LegalAid, "stranger@legal-aid.example", roles: Role.Advocate);
        // To the trustees it would be a log that was begun anew.
        foreach (var trustee in _site.Deployment.Trustees)
        {
            trustee.Down = true;
        }
        await ChangeAsync("""DELETE FROM "MemberEvents" """);
        Log.Close();
        Directory.Delete(Path.GetDirectoryName(Log.Folder)!, recursive: true);

        await StartAgainAsync();
        var found = await EventsAsync();
        found.Select(e => e.Kind).ShouldBe(["found", "found", "found", "key-new"]);
        (await PageAsync()).ShouldNotContain("role=\"alert\"");

        // Who is put into the database afterwards is no member of old, whatever rows are put beside.
        await ChangeAsync("""
            INSERT INTO "MemberEvents" SELECT "OrganisationId", "Number" + 1000, "Entry", replace("Line", 'key-new', 'found'), "Salt" FROM "MemberEvents"
            """);
        await ChangeAsync("""UPDATE "Members" SET "OrganisationId" = 'workers-centre' WHERE "OrganisationId" <> 'workers-centre'""");
        await StartAgainAsync();
        (await _site.QueryAsync(db => db.Across<MemberEventRow>().CountAsync(e => e.OrganisationId == TestDeployment.Centre && e.Number < 1000, Stop))).ShouldBe(found.Count);
        (await PageAsync()).ShouldContain("desk.record.differs");
    }

    [Fact]
    public void A_line_has_one_spelling()
    {
        var done = new MemberEvent(MemberEventKind.RolesSet, "2026-11-28T15Z") { By = "a1", Member = "b2", Roles = [Role.Auditor, Role.Advocate], Epoch = 3, Key = "c0" };
        var line = done.ToLine();
        line.ShouldBe("""{"at":"2026-11-28T15Z","by":"a1","epoch":3,"key":"c0","kind":"roles-set","member":"b2","roles":["advocate","auditor"]}""");
        MemberEvent.Read(line)!.ToLine().ShouldBe(line);
        foreach (var other in new[] { line + " ", line.Replace("\"by\":\"a1\",", "", StringComparison.Ordinal) + "x", line.Replace("15Z", "15", StringComparison.Ordinal), line.Replace("auditor", "king", StringComparison.Ordinal), "{}", "[]", "7", "", "{\"at\":7}", line.Replace(":3,", ":-3,", StringComparison.Ordinal) })
        {
            MemberEvent.Read(other).ShouldBeNull(other);
        }
    }

    private Task StartAgainAsync() => ActivatorUtilities.CreateInstance<CaseLogStart>(_site.Services).StartAsync(Stop);

    private async Task<string> InviteAsync()
    {
        using var invited = await _administrator.PostFormAsync("/desk/members", "/desk/members?handler=invite", ("name", "Mara"), ("role", "auditor"));
        var page = await invited.Content.ReadAsStringAsync(Stop);
        var link = page.IndexOf("/desk/join#", StringComparison.Ordinal);
        link.ShouldBePositive();
        return page.Substring(link + "/desk/join#".Length, 43);
    }

    private async Task<string> JoinAsync(string code)
    {
        using var joiner = _site.Browser();
        using var answer = await joiner.PostFormAsync("/desk/join", "/desk/join", ("code", code), ("name", "Mara"), ("email", "mara@centre.example"), ("password", TestSite.Password));
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private async Task SetRolesAsync(string member, string role)
    {
        using var answer = await _administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", member), ("role", role));
        answer.Headers.Location?.ToString().ShouldBe("/desk/members?done=saved");
    }

    private async Task<List<MemberEvent>> EventsAsync() =>
        (await _site.QueryAsync(db => db.Across<MemberEventRow>().Where(e => e.OrganisationId == TestDeployment.Centre).OrderBy(e => e.Number).Select(e => e.Line).ToListAsync(Stop)))
            .ConvertAll(line => MemberEvent.Read(line)!);

    private async Task<string> PageAsync()
    {
        using var answer = await _administrator.GetAsync("/desk/members/record");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private Task<string> IdAsync(string email) => _site.QueryAsync(db => db.Users.Where(m => m.Email == email).Select(m => m.Id).SingleAsync(Stop));

    private Task<int> ChangeAsync(string change) => _site.QueryAsync(db => db.Database.ExecuteSqlRawAsync(change, Stop));
}
