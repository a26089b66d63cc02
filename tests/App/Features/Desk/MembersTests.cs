using System.Net;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

public sealed class MembersTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_role_that_is_taken_away_counts_at_the_next_request_and_the_wrapped_key_is_destroyed()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        (await advocate.ReadAsync("/desk/api/key")).GetProperty("wrapped").GetString().ShouldNotBeNull();
        var id = await IdAsync("advocate@workers-centre.example");

        await RolesAsync(administrator, id, "auditor");

        (await advocate.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _site.QueryAsync(db => db.Across<App.Data.KeyWrap>().AnyAsync(w => w.MemberId == id, Stop))).ShouldBeFalse();
        // Giving the role again gives no key.
        await RolesAsync(administrator, id, "advocate");
        (await advocate.GetAsync("/desk/api/key")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_removed_is_signed_out_at_once_and_leaves_no_key_and_no_address()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        using var officer = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        var id = await IdAsync("case-officer@workers-centre.example");

        using var removed = await administrator.PostFormAsync("/desk/members", $"/desk/members/{id}/remove");

        removed.Headers.Location!.ToString().ShouldBe("/desk/members?done=removed");
        (await officer.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await officer.SignInAsync("case-officer@workers-centre.example", TestSite.Password)).ShouldBeFalse();
        _site.Database.Contains("case-officer@workers-centre.example").ShouldBeFalse();
        (await TextAsync(administrator, "/desk/members")).ShouldNotContain("case-officer@workers-centre.example");
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        await _site.EnrolAsync(TestDeployment.Centre, "reader@workers-centre.example");
        await ShouldStayAsync(administrator, "administrator@workers-centre.example", "desk.members.fault.last-administrator");
    }

    [Fact]
    public async Task The_last_who_has_the_key_stays()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        await _site.EnrolAsync(TestDeployment.Centre, "reader@workers-centre.example");
        var id = await IdAsync("reader@workers-centre.example");
        await _site.QueryAsync(db => db.Across<App.Data.KeyWrap>().Where(w => w.MemberId != id).ExecuteDeleteAsync(Stop));
        await ShouldStayAsync(administrator, "reader@workers-centre.example", "desk.members.fault.last-key");
    }

    [Fact]
    public async Task A_member_without_a_role_and_a_member_of_another_organisation_are_refused()
    {
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        using var foreign = await _site.SignInAsync(TestDeployment.LegalAid, Role.Advocate);
        var (own, other) = (await IdAsync("administrator-advocate@workers-centre.example"), await IdAsync("advocate@legal-aid.example"));

        using var none = await administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", own), ("role", "king"));
        using var others = await administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", other), ("role", "auditor"));
        using var removal = await administrator.PostFormAsync("/desk/members", $"/desk/members/{other}/remove");

        (await none.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.members.fault.no-role");
        (await others.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.members.fault.unknown");
        removal.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await foreign.ReadAsync("/desk/api/key")).GetProperty("organisation").GetString().ShouldBe(TestDeployment.LegalAid);
        (await TextAsync(administrator, "/desk/members")).ShouldNotContain("legal-aid.example");
    }

    [Fact]
    public async Task Of_two_administrators_who_remove_each_other_at_once_one_stays()
    {
        using var first = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator);
        using var second = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        var (one, two) = (await IdAsync("administrator@workers-centre.example"), await IdAsync("administrator-advocate@workers-centre.example"));
        await _site.EnrolAsync(TestDeployment.Centre, "reader@workers-centre.example");

        await Task.WhenAll(
            Task.Run(async () => await (await first.PostFormAsync("/desk/members", $"/desk/members/{two}/remove")).Content.ReadAsStringAsync(Stop), Stop),
            Task.Run(async () => await (await second.PostFormAsync("/desk/members", $"/desk/members/{one}/remove")).Content.ReadAsStringAsync(Stop), Stop));

        (await _site.QueryAsync(db => db.Across<MemberRole>().CountAsync(r => r.Role == Role.Administrator, Stop))).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_alone_gets_no_sealed_report_even_by_its_address()
    {
        using var sent = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await _site.RunAsync();
        using var administrator = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Auditor);
        foreach (var path in new[] { "/desk/api/reports", "/desk/api/key", "/desk" })
        {
            using var answer = await administrator.GetAsync(path);
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldNotContain("wrapped");
            answer.IsSuccessStatusCode.ShouldBeFalse(path);
        }
    }

    private static async Task RolesAsync(TestMember administrator, string id, params string[] roles)
    {
        using var answer = await administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", [("member", id), .. roles.Select(r => ("role", r))]);
        answer.Headers.Location?.ToString().ShouldBe("/desk/members?done=saved");
    }

    private async Task ShouldStayAsync(TestMember administrator, string email, string why)
    {
        var id = await IdAsync(email);
        using var removal = await administrator.PostFormAsync("/desk/members", $"/desk/members/{id}/remove");
        using var change = await administrator.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", id), ("role", "auditor"));
        (await removal.Content.ReadAsStringAsync(Stop)).ShouldContain(why);
        (await change.Content.ReadAsStringAsync(Stop)).ShouldContain(why);
        (await _site.QueryAsync(db => db.Across<MemberRole>().AnyAsync(r => r.MemberId == id && r.Role != Role.Auditor, Stop))).ShouldBeTrue();
    }

    private Task<string> IdAsync(string email) => _site.QueryAsync(db => db.Users.Where(m => m.Email == email).Select(m => m.Id).SingleAsync(Stop));

    private static async Task<string> TextAsync(TestMember member, string path)
    {
        using var answer = await member.GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
