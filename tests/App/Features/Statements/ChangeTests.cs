using System.Net;
using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Tests.Features.Statements;

public sealed class ChangeTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_change_replaces_the_version_before_it_and_that_one_leaves_the_files()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.LegalAid, Quorum.Keep, 8);
        (await _site.SendAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var firstBytes = first.Content.AsSpan(1_000, 100).ToArray();
        _site.Database.Contains(firstBytes).ShouldBeTrue();

        (await _site.SendAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var versions = JsonDocument.Parse(await _site.LookupAsync(reporter)).RootElement.GetProperty("reports")[0].GetProperty("versions");
        versions.GetArrayLength().ShouldBe(1);
        versions[0].GetProperty("statement").GetString().ShouldBe(Sealing.Base64UrlText.Encode(second.Signed.Bytes));
        _site.Database.Contains(firstBytes).ShouldBeFalse();
        _site.Database.Contains(second.Content.AsSpan(1_000, 100)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_that_does_not_follow_the_newest_version_is_refused()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Of(4), 7);
        var rival = reporter.Change(first, TestDeployment.Centre, Quorum.Of(5), 7);
        using var deposited = await _site.SendAsync(first);
        using var changed = await _site.SendAsync(second);

        await ShouldConflictAsync(await _site.SendAsync(rival));
        await ShouldConflictAsync(await _site.SendAsync(first));
        (await _site.SendAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_of_somebody_elses_report_is_refused()
    {
        var first = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(first);
        var stranger = _site.Reporter();
        var own = stranger.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var change = stranger.Change(own, TestDeployment.Centre, Quorum.Keep, 7);

        using var answer = await _site.SendAsync(change);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:unknown-report");
    }

    [Fact]
    public async Task A_change_that_only_some_trustees_have_is_completed_before_another_takes_its_place()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Of(4), 7);
        var rival = reporter.Change(first, TestDeployment.Centre, Quorum.Of(5), 7);
        using var deposited = await _site.SendAsync(first);
        _site.Deployment.Trustees[2].Down = true;
        (await _site.SendAsync(second)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        // The version before it still counts.
        (await _site.LookupAsync(reporter)).ShouldContain(Sealing.Base64UrlText.Encode(first.Signed.Bytes));

        (await _site.SendAsync(rival)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _site.Deployment.Trustees[2].Down = false;
        await ShouldConflictAsync(await _site.SendAsync(rival));

        (await _site.LookupAsync(reporter)).ShouldContain(Sealing.Base64UrlText.Encode(second.Signed.Bytes));
        var third = reporter.Change(second, TestDeployment.Centre, Quorum.Of(5), 7);
        (await _site.SendAsync(third)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ShouldConflictAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:version-conflict");
    }
}
