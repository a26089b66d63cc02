using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.App.TimeStamps;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.TimeStamps;

public sealed class TimeStampJobTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ShiftedClock _clock = new();
    private readonly TimeStampAuthority _authority = TimeStampAuthority.Create(TimeProvider.System);
    private AuthorityOverHttp _http = null!;
    private TestSite _site = null!;
    private TimeStampAuthority _honest = null!;

    public async ValueTask InitializeAsync()
    {
        // Well within an hour, so that it does not end in the middle of a test.
        _clock.Shift(TimeSpan.FromMinutes(70 - _clock.GetUtcNow().Minute));
        _honest = TimeStampAuthority.Create(_clock);
        _http = await AuthorityOverHttp.StartAsync();
        _http.Answers = (question, response) => AuthorityOverHttp.ReplyAsync(response, _honest.Answer(question));
        _site = await TestSite.StartAsync(_clock, timeStamps: TimeStampSource.At(_http.Address, _honest.Roots));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _http.DisposeAsync();
        _authority.Dispose();
        _honest.Dispose();
    }

    [Fact]
    public async Task Versions_of_an_hour_that_is_over_are_stamped_together_and_none_before()
    {
        var (one, two) = (_site.Reporter(), _site.Reporter());
        var (first, other) = (one.Seal(TestDeployment.Centre, Quorum.Of(3), 7), two.Seal(TestDeployment.LegalAid, Quorum.Of(3), 7));
        foreach (var deposit in new[] { first, other })
        {
            using var sent = await _site.SendAsync(deposit);
        }

        // Not yet: the token's second would be that of the arrival, or nearly.
        await PassAsync();
        (await StampsAsync(one)).ShouldBe([null]);

        await NextHourAsync();

        var (stamp, otherStamp) = ((await StampsAsync(one)).Single()!, (await StampsAsync(two)).Single()!);
        stamp.Verify(first.Signed.Bytes, first.Signed.Signature, _honest.Roots, out var token).ShouldBe(TimeStampFault.None);
        otherStamp.Verify(other.Signed.Bytes, other.Signed.Signature, _honest.Roots, out _).ShouldBe(TimeStampFault.None);
        otherStamp.Verify(first.Signed.Bytes, first.Signed.Signature, _honest.Roots, out _).ShouldBe(TimeStampFault.Imprint);
        otherStamp.Token.ShouldBe(stamp.Token);
        Math.Abs((token!.Time - _clock.GetUtcNow()).TotalMinutes).ShouldBeLessThan(5);
        _http.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Each_version_has_its_own_stamp_and_nothing_is_asked_twice()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(first);
        await NextHourAsync();
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Keep, 7);
        using var changed = await _site.SendAsync(second);
        await NextHourAsync();
        await NextHourAsync();

        var stamps = await StampsAsync(reporter);

        stamps.Count.ShouldBe(2);
        stamps[0]!.Verify(first.Signed.Bytes, first.Signed.Signature, _honest.Roots, out var before).ShouldBe(TimeStampFault.None);
        stamps[1]!.Verify(second.Signed.Bytes, second.Signed.Signature, _honest.Roots, out var after).ShouldBe(TimeStampFault.None);
        after!.Time.ShouldBeGreaterThan(before!.Time);
        _http.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_stamp_goes_with_its_version_and_the_token_with_its_last_version()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(deposit);
        await NextHourAsync();
        var stamp = (await StampsAsync(reporter)).Single()!;

        using var withdrawn = await _site.SendAsync(reporter.Withdraw(deposit));
        await PassAsync();

        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _site.QueryAsync(async db => await db.StampedVersions.CountAsync(Stop) + await db.TimeStamps.CountAsync(Stop))).ShouldBe(0);
        await _site.FetchAsync();
        _site.Database.Contains(stamp.Token.AsSpan(^64)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_without_versions_is_destroyed_though_others_wait_for_an_authority_that_fails()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(deposit);
        await NextHourAsync();
        using var withdrawn = await _site.SendAsync(reporter.Withdraw(deposit));
        using var waiting = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        _http.Answers = (_, response) => Task.FromResult(response.StatusCode = 503);

        await NextHourAsync();

        _http.Asked.ShouldBe(2);
        (await _site.QueryAsync(db => db.TimeStamps.CountAsync(Stop))).ShouldBe(0);
    }

    [Fact]
    public async Task A_version_that_is_acknowledged_late_waits_for_the_stamp_of_the_next_hour()
    {
        var (late, other) = (_site.Reporter(), _site.Reporter());
        var deposit = late.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        _site.Deployment.Trustees[2].Down = true;
        using var pending = await _site.SendAsync(deposit);
        pending.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _site.Deployment.Trustees[2].Down = false;
        using var whole = await _site.SendAsync(other.Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        await NextHourAsync();
        (await StampsAsync(other))[0].ShouldNotBeNull();
        using var retried = await _site.SendAsync(deposit);
        retried.StatusCode.ShouldBe(HttpStatusCode.OK);

        await PassAsync();
        (await StampsAsync(late)).ShouldBe([null]);
        _http.Asked.ShouldBe(1);

        await NextHourAsync();
        (await StampsAsync(late))[0].ShouldNotBeNull();
        _http.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task The_first_pass_of_an_hour_that_fails_does_not_end_the_hours_stamping()
    {
        var reporter = _site.Reporter();
        using var deposited = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        var honest = _http.Answers;
        _http.Answers = (_, response) => Task.FromResult(response.StatusCode = 503);
        await NextHourAsync();
        _http.Answers = honest;

        await PassAsync();

        (await StampsAsync(reporter))[0].ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_certificates_are_published_and_a_file_with_a_key_is_refused()
    {
        var certificate = _honest.Roots.Pem;
        TimeStampRoots.FromPem("A remark\n" + certificate + "and another\n" + certificate).Pem.ShouldBe(certificate + certificate);
        using var folder = new TempFolder();
        _honest.Save(folder["authority.pem"]);
        foreach (var file in new[] { await File.ReadAllTextAsync(folder["authority.pem"], Stop), certificate + "-----BEGIN EC PRIVATE KEY-----\ncut" })
        {
            Should.Throw<MalformedException>(() => TimeStampRoots.FromPem(file)).Message.ShouldContain("leave only the certificates in it");
        }

        (await _site.Client().GetStringAsync("/time-stamps.pem", Stop)).ShouldBe(certificate);
    }

    public static TheoryData<string> Hostile => ["error", "page", "huge", "garbage", "empty", "redirect", "refusal", "another question", "another authority", "bytes after", "cut"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_else_an_authority_answers_is_no_stamp_and_it_is_asked_again(string kind)
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(deposit);
        _http.Answers = (question, response) => HostileAsync(kind, question, response);

        await NextHourAsync();

        _http.Asked.ShouldBeGreaterThan(0);
        (await StampsAsync(reporter)).ShouldBe([null]);
        _http.Answers = (question, response) => AuthorityOverHttp.ReplyAsync(response, _honest.Answer(question));
        await PassAsync();
        (await StampsAsync(reporter)).Single()!.Verify(deposit.Signed.Bytes, deposit.Signed.Signature, _honest.Roots, out _).ShouldBe(TimeStampFault.None);
    }

    [Fact]
    public async Task An_authority_that_fails_is_asked_ever_more_rarely()
    {
        using var deposited = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        _http.Answers = (_, response) => Task.FromResult(response.StatusCode = 503);
        await NextHourAsync();
        for (var pass = 1; pass < 100; pass++)
        {
            await PassAsync();
        }

        _http.Asked.ShouldBeInRange(5, 14);
    }

    [Fact]
    public async Task The_authority_learns_a_hash_and_nothing_else()
    {
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(deposit);
        await NextHourAsync();

        _http.Question.Length.ShouldBeLessThan(120);
        _http.Question.AsSpan().IndexOf(deposit.Signed.Hash).ShouldBe(-1);
    }

    private Task HostileAsync(string kind, byte[] question, HttpResponse response) => kind switch
    {
        "page" => AuthorityOverHttp.ReplyAsync(response, "<p>Hello</p>"u8.ToArray(), "text/html"),
        "huge" => AuthorityOverHttp.ReplyAsync(response, new byte[1 << 20]),
        "garbage" => AuthorityOverHttp.ReplyAsync(response, SecureRandom.Bytes(500)),
        "empty" => AuthorityOverHttp.ReplyAsync(response, []),
        "redirect" => RedirectAsync(response),
        "refusal" => AuthorityOverHttp.ReplyAsync(response, _honest.Answer(new byte[3])),
        "another question" => AuthorityOverHttp.ReplyAsync(response, _honest.Answer(TimeStampQuery.About(SecureRandom.Bytes(32)).Encoded)),
        "another authority" => AuthorityOverHttp.ReplyAsync(response, _authority.Answer(question)),
        "bytes after" => AuthorityOverHttp.ReplyAsync(response, [.. _honest.Answer(question), 0]),
        "cut" => AuthorityOverHttp.ReplyAsync(response, _honest.Answer(question)[..^10]),
        _ => Task.FromResult(response.StatusCode = 500),
    };

    private static Task RedirectAsync(HttpResponse response)
    {
        response.Redirect("http://127.0.0.1:1/", permanent: false);
        return Task.CompletedTask;
    }

    private async Task NextHourAsync()
    {
        _clock.Shift(TimeSpan.FromHours(1));
        await PassAsync();
    }

    private Task PassAsync() => _site.Services.GetServices<IHostedService>().OfType<TimeStampJob>().Single().PassAsync(Stop);

    private async Task<List<VersionStamp?>> StampsAsync(TestReporter reporter)
    {
        var versions = JsonDocument.Parse(await _site.LookupAsync(reporter)).RootElement.GetProperty("reports")[0].GetProperty("versions");
        return [.. versions.EnumerateArray().Select(v =>
            v.TryGetProperty("stamp", out var stamp) && Base64UrlText.TryDecode(stamp.GetString(), out var bytes) ? VersionStamp.Decode(bytes) : null)];
    }
}
