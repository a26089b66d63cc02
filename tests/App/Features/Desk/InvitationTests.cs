using System.Net;
using System.Text.RegularExpressions;
using Chorus.App.Jobs;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Features.Desk;

public sealed partial class InvitationTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ShiftedClock _clock = new();
    private TestSite _site = null!;

    [GeneratedRegex("/desk/join#(?<code>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync(_clock);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_has_the_link_joins_with_the_roles_of_the_invitation_and_only_once()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        var code = await InviteAsync(administrator, "Ana", "auditor", "case-officer");
        using var ana = _site.Browser();
        using var other = _site.Browser();

        (await JoinAsync(ana, code, "ana@centre.example")).ShouldBeTrue();
        (await JoinAsync(other, code, "other@centre.example")).ShouldBeFalse();

        var member = await _site.QueryAsync(db => db.Users.SingleAsync(m => m.Email == "ana@centre.example", Stop));
        (member.Name, member.OrganisationId).ShouldBe(("Ana Solís", TestDeployment.Centre));
        (await _site.QueryAsync(db => db.Across<MemberRole>().Where(r => r.MemberId == member.Id).Select(r => r.Role).Order().ToListAsync(Stop))).ShouldBe([Role.CaseOfficer, Role.Auditor]);
        // Signed in, and led to where the key is asked for: an invitation gives none.
        (await ana.GetAsync("/desk")).Headers.Location!.ToString().ShouldBe("/desk/key");
        (await ana.GetAsync("/desk/api/key")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ana.SignInAsync("ana@centre.example", TestSite.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_use_one_link_at_once_one_joins()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        var code = await InviteAsync(administrator, "Ana", "auditor");
        using var one = _site.Browser();
        using var two = _site.Browser();
        var joined = await Task.WhenAll(Task.Run(() => JoinAsync(one, code, "one@centre.example"), Stop), Task.Run(() => JoinAsync(two, code, "two@centre.example"), Stop));
        joined.Count(j => j).ShouldBe(1);
        (await _site.QueryAsync(db => db.Users.CountAsync(Stop))).ShouldBe(2);
    }

    [Fact]
    public async Task An_invitation_is_over_after_seven_days_and_destroyed()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        var (late, inTime) = (await InviteAsync(administrator, "Late", "auditor"), await InviteAsync(administrator, "Early", "auditor"));
        using var browser = _site.Browser();

        _clock.Shift(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        (await JoinAsync(browser, inTime, "early@centre.example")).ShouldBeTrue();
        _clock.Shift(TimeSpan.FromHours(2));
        (await JoinAsync(browser, late, "late@centre.example")).ShouldBeFalse();

        await _site.Services.GetServices<IHostedService>().OfType<JoiningSweep>().Single().PassAsync(Stop);
        (await _site.QueryAsync(db => db.Across<Invitation>().CountAsync(Stop))).ShouldBe(0);
        _site.Database.Contains("Late").ShouldBeFalse();
    }

    [Fact]
    public async Task An_invitation_that_was_withdrawn_or_whose_administrator_left_does_not_work()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        using var second = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        using var browser = _site.Browser();
        var (withdrawn, orphaned) = (await InviteAsync(administrator, "Ana", "auditor"), await InviteAsync(administrator, "Bo", "auditor"));
        var hash = await _site.QueryAsync(db => db.Across<Invitation>().Where(i => i.Name == "Ana").Select(i => i.CodeHash).SingleAsync(Stop));

        using var withdrawal = await second.PostFormAsync("/desk/members", "/desk/members?handler=withdraw", ("invitation", Base64UrlText.Encode(hash)));
        (await JoinAsync(browser, withdrawn, "ana@centre.example")).ShouldBeFalse();
        var id = await _site.QueryAsync(db => db.Users.Where(m => m.Email == "administrator@workers-centre.example").Select(m => m.Id).SingleAsync(Stop));
        using var removal = await second.PostFormAsync("/desk/members", $"/desk/members/{id}/remove");
        removal.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await JoinAsync(browser, orphaned, "bo@centre.example")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_typed_wrong_uses_up_nothing()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        var code = await InviteAsync(administrator, "Ana", "auditor");
        using var browser = _site.Browser();
        foreach (var (name, email, password, fault) in new[]
        {
            ("", "ana@centre.example", TestSite.Password, "desk.invite.fault.name"),
            (new string('a', 81), "ana@centre.example", TestSite.Password, "desk.invite.fault.name"),
            ("Ana\u0007", "ana@centre.example", TestSite.Password, "desk.invite.fault.name"),
            ("Ana", "not an address", TestSite.Password, "desk.join.fault.email"),
            ("Ana", "administrator@workers-centre.example", TestSite.Password, "desk.join.fault.email"),
            ("Ana", "ana@centre.example", "too short", "desk.join.fault.password"),
        })
        {
            using var answer = await browser.PostFormAsync("/desk/join", "/desk/join", ("code", code), ("name", name), ("email", email), ("password", password));
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain(fault);
        }
        (await _site.QueryAsync(db => db.Users.CountAsync(Stop))).ShouldBe(1);
        (await JoinAsync(browser, code, "ana@centre.example")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_code_is_shown_once_and_neither_the_database_nor_the_log_holds_it()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        var code = await InviteAsync(administrator, "Ana", "auditor");
        (await (await administrator.GetAsync("/desk/members")).Content.ReadAsStringAsync(Stop)).ShouldNotContain(code);
        Base64UrlText.TryDecode(code, out var bytes).ShouldBeTrue();
        _site.Database.Contains(bytes).ShouldBeFalse();
        _site.Database.Contains(code).ShouldBeFalse();
        await using var log = new FileStream(_site.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        (await reader.ReadToEndAsync(Stop)).ShouldNotContain(code);
    }

    private static async Task<string> InviteAsync(TestMember administrator, string name, params string[] roles)
    {
        using var answer = await administrator.PostFormAsync("/desk/members", "/desk/members?handler=invite", [("name", name), .. roles.Select(r => ("role", r))]);
        var link = Link().Match(await answer.Content.ReadAsStringAsync(Stop));
        link.Success.ShouldBeTrue();
        return link.Groups["code"].Value;
    }

    private static async Task<bool> JoinAsync(TestMember browser, string code, string email)
    {
        using var answer = await browser.PostFormAsync("/desk/join", "/desk/join", ("code", code), ("name", " Ana Solís "), ("email", email), ("password", TestSite.Password));
        return answer.StatusCode is HttpStatusCode.Redirect;
    }
}
