using System.Net;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>The site's part of docs/formats/joining.md: it passes on what it cannot open, to whom it is for and to nobody else.</summary>
public sealed class KeyRequestTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ShiftedClock _clock = new();
    private readonly (byte[] PublicKey, byte[] Kept) _joining = (SecureRandom.Bytes(32), SecureRandom.Bytes(82));
    private TestSite _site = null!;
    private TestMember _holder = null!;
    private TestMember _joiner = null!;
    private string _joinerId = "";

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(_clock);
        _holder = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate, Role.Administrator);
        _joiner = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        _joinerId = await _site.QueryAsync(db => db.Users.Where(m => m.Email == "case-officer@workers-centre.example").Select(m => m.Id).SingleAsync(Stop));
        await _site.QueryAsync(db => db.Across<KeyWrap>().Where(w => w.MemberId == _joinerId).ExecuteDeleteAsync(Stop));
    }

    public ValueTask DisposeAsync()
    {
        _holder.Dispose();
        _joiner.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task The_key_goes_from_one_who_has_it_to_one_who_asks_and_nothing_of_the_joining_is_left()
    {
        await AskAsync();
        (await _holder.ReadAsync(Asked)).GetProperty("publicKey").GetString().ShouldBe(Base64UrlText.Encode(_joining.PublicKey));
        var granted = SecureRandom.Bytes(80);
        (await GrantAsync(_holder, _joining.PublicKey, granted)).ShouldBe(HttpStatusCode.OK);
        (await _joiner.ReadAsync("/desk/api/key-request")).GetProperty("granted").GetString().ShouldBe(Base64UrlText.Encode(granted));

        var wrapped = SecureRandom.Bytes(82);
        (await TakeAsync(wrapped)).ShouldBe(HttpStatusCode.OK);

        (await _joiner.ReadAsync("/desk/api/key")).GetProperty("wrapped").GetString().ShouldBe(Base64UrlText.Encode(wrapped));
        _site.Database.Contains(granted).ShouldBeFalse();
        _site.Database.Contains(_joining.Kept).ShouldBeFalse();
        // It is used up: nobody replaces the key with it a second time.
        (await TakeAsync(SecureRandom.Bytes(82))).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Without_a_grant_no_key_is_taken()
    {
        (await TakeAsync(SecureRandom.Bytes(82))).ShouldBe(HttpStatusCode.Conflict);
        await AskAsync();
        (await TakeAsync(SecureRandom.Bytes(82))).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_a_member_of_the_organisation_who_has_the_key_sees_the_request_and_grants_it()
    {
        await AskAsync();
        using var foreign = await _site.SignInAsync(TestDeployment.LegalAid);
        using var keyless = await _site.SignInAsync(TestDeployment.Centre, Role.DecisionMaker);
        await _site.QueryAsync(db => db.Across<KeyWrap>().Where(w => db.Users.Any(m => m.Id == w.MemberId && m.Email == "decision-maker@workers-centre.example")).ExecuteDeleteAsync(Stop));
        foreach (var other in new[] { foreign, keyless, _joiner })
        {
            (await other.GetAsync(Asked)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await GrantAsync(other, _joining.PublicKey, SecureRandom.Bytes(80))).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_grant_for_a_key_that_was_asked_anew_is_refused()
    {
        await AskAsync();
        using var again = await _joiner.PostJsonAsync("/desk/members", "/desk/api/key-request", new { PublicKey = SecureRandom.Bytes(32), _joining.Kept });
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GrantAsync(_holder, _joining.PublicKey, SecureRandom.Bytes(80))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_has_the_key_cannot_ask_for_it()
    {
        using var answer = await _holder.PostAsync("/desk/api/key-request", new { _joining.PublicKey, _joining.Kept });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_role_that_is_lost_takes_the_request_with_it()
    {
        await AskAsync();
        using var change = await _holder.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", _joinerId), ("role", "auditor"));
        change.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _site.QueryAsync(db => db.Across<KeyRequest>().AnyAsync(Stop))).ShouldBeFalse();
        (await GrantAsync(_holder, _joining.PublicKey, SecureRandom.Bytes(80))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_request_is_over_after_seven_days_and_destroyed()
    {
        await AskAsync();
        _clock.Shift(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));
        (await _holder.SignInAsync("advocate-administrator@workers-centre.example", TestSite.Password)).ShouldBeTrue();
        (await _holder.GetAsync(Asked)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _site.Services.GetServices<IHostedService>().OfType<JoiningSweep>().Single().PassAsync(Stop);
        _site.Database.Contains(_joining.Kept).ShouldBeFalse();
    }

    private string Asked => $"/desk/api/key-requests/{_joinerId}";

    private async Task AskAsync()
    {
        using var answer = await _joiner.PostJsonAsync("/desk/members", "/desk/api/key-request", new { _joining.PublicKey, _joining.Kept });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> GrantAsync(TestMember by, byte[] publicKey, byte[] granted)
    {
        using var answer = await by.PostJsonAsync("/desk/members", Asked, new { Epoch = 1, PublicKey = publicKey, Granted = granted });
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> TakeAsync(byte[] wrapped)
    {
        using var answer = await _joiner.PostJsonAsync("/desk/members", "/desk/api/key", new { Epoch = 1, Wrapped = wrapped });
        return answer.StatusCode;
    }
}
