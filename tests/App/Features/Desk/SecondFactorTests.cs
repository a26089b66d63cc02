using System.Net;
using System.Text.RegularExpressions;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

public sealed partial class SecondFactorTests
{
    private const string Email = "advocate@workers-centre.example";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [GeneratedRegex("<p class=\"secret\" dir=\"ltr\">(?<secret>[A-Z2-7 ]+)</p>", RegexOptions.ExplicitCapture)]
    private static partial Regex SecretShown();

    [GeneratedRegex("<li>(?<code>[A-Z0-9]{5}-[A-Z0-9]{5})</li>", RegexOptions.ExplicitCapture)]
    private static partial Regex RecoveryCode();

    [Fact]
    public async Task Without_one_a_member_of_a_real_site_can_set_one_up_and_nothing_else()
    {
        await using var site = await TestSite.StartAsync(trial: false);
        using var member = await site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        foreach (var page in new[] { "/desk", "/desk/members", "/desk/account", "/desk/key" })
        {
            (await member.GetAsync(page)).Headers.Location!.ToString().ShouldBe("/desk/second-factor", page);
        }
        foreach (var call in new[] { "/desk/api/reports", "/desk/api/key", "/desk/api/key-request" })
        {
            using var refused = await member.GetAsync(call);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:second-factor");
        }

        await TurnOnAsync(member);

        (await member.GetAsync("/desk")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await member.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Once_it_is_on_a_password_alone_opens_nothing_and_a_code_does()
    {
        await using var site = await TestSite.StartAsync();
        var (secret, _) = await EnrolWithAsync(site);
        using var browser = site.Browser();

        (await browser.SignInAsync(Email, TestSite.Password)).ShouldBeFalse();
        (await browser.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await CodeAsync(browser, AuthenticatorApp.WrongCode(secret))).ShouldBeFalse();
        (await CodeAsync(browser, AuthenticatorApp.Code(secret).Insert(3, " "))).ShouldBeTrue();
        (await browser.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_works_once_also_when_it_comes_twice_at_the_same_moment_and_the_next_one_works()
    {
        await using var site = await TestSite.StartAsync();
        var (secret, _) = await EnrolWithAsync(site);
        using var one = site.Browser();
        using var other = site.Browser();
        await one.SignInAsync(Email, TestSite.Password);
        await other.SignInAsync(Email, TestSite.Password);
        var code = AuthenticatorApp.Code(secret);

        var both = await Task.WhenAll(CodeAsync(one, code), CodeAsync(other, code));

        both.Count(works => works).ShouldBe(1);
        using var late = site.Browser();
        await late.SignInAsync(Email, TestSite.Password);
        (await CodeAsync(late, code)).ShouldBeFalse();
        (await CodeAsync(late, AuthenticatorApp.Code(secret, step: 1))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_only_its_hash_is_kept()
    {
        await using var site = await TestSite.StartAsync();
        var (_, codes) = await EnrolWithAsync(site);
        codes.Count.ShouldBe(10);
        codes.ShouldAllBe(code => !site.Database.Contains(code));
        foreach (var works in new[] { true, false })
        {
            using var browser = site.Browser();
            await browser.SignInAsync(Email, TestSite.Password);
            (await CodeAsync(browser, codes[0])).ShouldBe(works);
        }
        using var other = site.Browser();
        await other.SignInAsync(Email, TestSite.Password);
        (await CodeAsync(other, codes[1])).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Five_wrong_codes_lock_a_member_out_even_from_the_right_one(bool recovery)
    {
        await using var site = await TestSite.StartAsync();
        var (secret, _) = await EnrolWithAsync(site);
        using var browser = site.Browser();
        await browser.SignInAsync(Email, TestSite.Password);
        for (var i = 0; i < 5; i++)
        {
            (await CodeAsync(browser, recovery ? "AAAAA-AAAAA" : AuthenticatorApp.WrongCode(secret))).ShouldBeFalse();
        }
        (await CodeAsync(browser, AuthenticatorApp.Code(secret))).ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_turned_on_or_changed_by_a_right_code_only_and_every_change_ends_other_sessions()
    {
        await using var site = await TestSite.StartAsync();
        using var member = await site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        var secret = await SecretAsync(member);
        using var wrong = await member.PostFormAsync("/desk/second-factor", "/desk/second-factor?handler=on", ("code", AuthenticatorApp.WrongCode(secret)));
        (await wrong.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.second.wrong");
        using var elsewhere = site.Browser();
        (await elsewhere.SignInAsync(Email, TestSite.Password)).ShouldBeTrue();

        await TurnOnAsync(member);

        (await elsewhere.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var another = await member.PostFormAsync("/desk/second-factor", "/desk/second-factor?handler=another", ("code", AuthenticatorApp.WrongCode(secret)));
        another.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.QueryAsync(db => db.Users.Select(m => m.TwoFactorEnabled).SingleAsync(Stop))).ShouldBeTrue();
        using var changed = await member.PostFormAsync("/desk/second-factor", "/desk/second-factor?handler=another", ("code", AuthenticatorApp.Code(secret)));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SecretAsync(member)).ShouldNotBe(secret);
    }

    [Fact]
    public async Task A_changed_password_ends_other_sessions_and_needs_the_old_one()
    {
        await using var site = await TestSite.StartAsync();
        using var member = await site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var elsewhere = site.Browser();
        (await elsewhere.SignInAsync(Email, TestSite.Password)).ShouldBeTrue();
        foreach (var (now, next, fault) in new[] { ("not it, not at all", "a new password", "desk.account.password.wrong"), (TestSite.Password, "too short", "desk.join.fault.password") })
        {
            using var refused = await member.PostFormAsync("/desk/account", "/desk/account", ("now", now), ("next", next));
            (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain(fault);
        }
        (await elsewhere.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var changed = await member.PostFormAsync("/desk/account", "/desk/account", ("now", TestSite.Password), ("next", "a new password"));

        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/desk/api/reports")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.SignInAsync(Email, TestSite.Password)).ShouldBeFalse();
        (await elsewhere.SignInAsync(Email, "a new password")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_key_under_another_passphrase_is_taken_with_the_password_only()
    {
        await using var site = await TestSite.StartAsync();
        using var member = await site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        var wrapped = Enumerable.Repeat((byte)7, 82).ToArray();
        using var refused = await member.PostAsync("/desk/api/key/passphrase", new { Epoch = 1, Wrapped = wrapped, Password = "not it, not at all" });
        (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:wrong-password");
        (await WrappedAsync(member)).ShouldNotBe(wrapped);
        using var taken = await member.PostAsync("/desk/api/key/passphrase", new { Epoch = 1, Wrapped = wrapped, TestSite.Password });
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WrappedAsync(member)).ShouldBe(wrapped);
    }

    private static async Task<byte[]> WrappedAsync(TestMember member) =>
        Sealing.Base64UrlText.TryDecode((await member.ReadAsync("/desk/api/key")).GetProperty("wrapped").GetString(), out var bytes) ? bytes : [];

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> EnrolWithAsync(TestSite site)
    {
        using var member = await site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        var secret = await SecretAsync(member);
        return (secret, await TurnOnAsync(member));
    }

    private static async Task<IReadOnlyList<string>> TurnOnAsync(TestMember member)
    {
        var secret = await SecretAsync(member);
        using var answer = await member.PostFormAsync("/desk/second-factor", "/desk/second-factor?handler=on", ("code", AuthenticatorApp.Code(secret, step: -1)));
        return [.. RecoveryCode().Matches(await answer.Content.ReadAsStringAsync(Stop)).Select(m => m.Groups["code"].Value)];
    }

    private static async Task<string> SecretAsync(TestMember member)
    {
        using var page = await member.GetAsync("/desk/second-factor");
        return SecretShown().Match(await page.Content.ReadAsStringAsync(Stop)).Groups["secret"].Value;
    }

    private static async Task<bool> CodeAsync(TestMember browser, string code)
    {
        using var answer = await browser.PostFormAsync("/desk/sign-in", "/desk/sign-in/code", ("code", code));
        return answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.ToString() == "/desk";
    }
}
