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
    public async Task A_change_leaves_the_version_before_it_to_its_reporter_and_destroys_the_organisations_way_to_it()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.LegalAid, Quorum.Keep, 8);
        (await _site.SendAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _site.Database.Contains(first.Escrowed).ShouldBeTrue();

        (await _site.SendAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var versions = JsonDocument.Parse(await _site.LookupAsync(reporter)).RootElement.GetProperty("reports")[0].GetProperty("versions");
        versions.EnumerateArray().Select(v => Bytes(v, "statement")).ShouldBe([first.Signed.Bytes, second.Signed.Bytes]);
        versions[0].TryGetProperty("content", out _).ShouldBeFalse();
        versions[0].TryGetProperty("escrowed", out _).ShouldBeFalse();
        Bytes(versions[0], "escrowedHash").ShouldBe(Sealing.Digest.Sha256(first.Escrowed));
        Bytes(versions[0], "selfWrap").ShouldBe(first.SelfWrap);
        (await ContentAsync(reporter, first)).ShouldBe(first.Content);
        (await ContentAsync(reporter, second)).ShouldBe(second.Content);
        _site.Database.Contains(first.Escrowed).ShouldBeFalse();
        _site.Database.Contains(second.Escrowed).ShouldBeTrue();
    }

    [Fact]
    public async Task All_versions_go_with_a_withdrawal()
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Keep, 8);
        using var deposited = await _site.SendAsync(first);
        using var changed = await _site.SendAsync(second);
        byte[][] traces = [first.Content.AsSpan(1_000, 64).ToArray(), first.SelfWrap, first.Signed.Bytes, Sealing.Digest.Sha256(first.Escrowed), second.Escrowed];
        traces.ShouldAllBe(t => _site.Database.Contains(t));

        using var withdrawn = await _site.SendAsync(reporter.Withdraw(second));

        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        traces.ShouldAllBe(t => !_site.Database.Contains(t));
        (await ContentAsync(reporter, first)).ShouldBeNull();
    }

    [Fact]
    public async Task A_version_is_given_to_whoever_knows_its_look_up_id_and_to_nobody_else()
    {
        var (reporter, other) = (_site.Reporter(), _site.Reporter());
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(first);
        using var others = await _site.SendAsync(other.Seal(TestDeployment.Centre, Quorum.Of(3), 7));

        (await ContentAsync(other, first)).ShouldBeNull();
        using var next = await _site.PostAsync("/api/versions", new { reporter.Keys.Lookup, Handle = first.Signed.Statement.Handle.ToArray(), Version = 2 });
        next.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var wrong = await _site.PostAsync("/api/versions", new { Lookup = new byte[15], Handle = new byte[16], Version = 1 });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_holds_64_versions_and_can_still_be_withdrawn_then()
    {
        var reporter = _site.Reporter();
        var last = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var deposited = await _site.SendAsync(last);
        for (var version = 2; version <= 64; version++)
        {
            last = reporter.Change(last, TestDeployment.Centre, Quorum.Of(3), 7);
            using var changed = await _site.SendAsync(last);
            changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var tooMany = await _site.SendAsync(reporter.Change(last, TestDeployment.Centre, Quorum.Of(3), 7));
        using var withdrawn = await _site.SendAsync(reporter.Withdraw(last));

        tooMany.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await tooMany.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:too-many-versions");
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _site.LookupAsync(reporter)).ShouldBe("""{"reports":[],"messages":[]}""");
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

    private async Task<byte[]?> ContentAsync(TestReporter reporter, SealedDeposit version)
    {
        var statement = version.Signed.Statement;
        using var answer = await _site.PostAsync("/api/versions", new { reporter.Keys.Lookup, Handle = statement.Handle.ToArray(), statement.Version });
        return answer.IsSuccessStatusCode ? Bytes(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement, "content") : null;
    }

    private static byte[] Bytes(JsonElement parent, string member) =>
        Sealing.Base64UrlText.TryDecode(parent.GetProperty(member).GetString(), out var bytes) ? bytes : [];

    private static async Task ShouldConflictAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:version-conflict");
    }
}
