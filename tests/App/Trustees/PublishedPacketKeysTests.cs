using System.Net;
using Chorus.App.Tests.Deployment;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Trustees;

public sealed class PublishedPacketKeysTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_refresh_the_site_publishes_the_list_that_three_trustees_signed_and_takes_what_is_sealed_to_it()
    {
        var clock = new ClockWithoutJobs(new DateTimeOffset(2026, 11, 23, 21, 0, 10, TimeSpan.Zero));
        await using var site = await TestSite.StartAsync(clock);
        using var client = site.Client();
        using (var nothing = await client.GetAsync("/packet-keys.json", Stop))
        {
            nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var before = site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(2), 1);
        await site.Deployment.RefreshAsync();
        await site.FetchAsync();
        var published = SignedPacketKeys.Parse(await client.GetByteArrayAsync("/packet-keys.json", Stop));
        published.FirstInvalid(site.Deployment.Manifest).ShouldBeNull();
        published.List.CountsUnder(site.Deployment.Manifest).ShouldBeTrue();

        // A deposit that was under way is not lost, and what comes two days later is told to seal anew.
        (await site.SendAsync(before)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(2), 1);
        clock.Advance(TimeSpan.FromHours(60));
        using var refused = await site.SendAsync(stale);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain(StatementProblem.StaleEpoch);
        var reporter = new TestReporter(site.Deployment.Manifest, published.List);
        (await site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(2), 1))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_is_published_before_all_three_have_signed_and_what_was_is_known_after_a_restart()
    {
        using var deployment = new TestDeployment(TimeProvider.System);
        using var folder = new TempFolder();
        await deployment.RefreshAsync();
        var keys = Of(deployment, folder, deployment.Trustees);
        deployment.Trustees[1].Down = true;
        await keys.CollectAsync(Stop);
        keys.File.ShouldBeNull();

        deployment.Trustees[1].Down = false;
        await keys.CollectAsync(Stop);
        keys.List!.Epoch.ShouldBe(2u);
        Of(deployment, folder, []).File.ShouldBe(keys.File);

        await deployment.RefreshAsync();
        await keys.CollectAsync(Stop);
        keys.List!.Epoch.ShouldBe(3u);
    }

    [Fact]
    public async Task A_list_that_one_trustee_did_not_sign_is_not_published()
    {
        using var deployment = new TestDeployment(TimeProvider.System);
        using var folder = new TempFolder();
        await deployment.RefreshAsync();
        var keys = Of(deployment, folder, [deployment.Trustees[0], deployment.Trustees[1], new Liar(deployment.Trustees[2], deployment.SigningKeyOf(2))]);

        await keys.CollectAsync(Stop);

        keys.List.ShouldBeNull();
    }

    private static PublishedPacketKeys Of(TestDeployment deployment, TempFolder folder, IReadOnlyList<ITrusteeClient> trustees) => new(
        new SiteOptions { DataFolder = folder.Path, Manifest = deployment.Manifest, ManifestSignatures = deployment.Signatures },
        trustees,
        NullLogger<PublishedPacketKeys>.Instance);

    /// <summary>Can jump over days, since what repeats every few seconds comes once.</summary>
    private sealed class ClockWithoutJobs(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names a key of its own in the place of trustee 0's.</summary>
    private sealed class Liar(InProcessTrustee trustee, SigningKey signing) : ITrusteeClient
    {
        public int Index => trustee.Index;

        public Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop) =>
            trustee.SubmitAsync(statement, signature, packet, stop);

        public Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop) => trustee.ReleasesAsync(after, stop);

        public Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop) => trustee.KeptAsync(reports, last, stop);

        public Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop)
        {
            var own = trustee.Core.PacketKeys!.Value.List;
            using var key = BoxKey.Generate();
            var list = new PacketKeyList(own.Deployment, own.Epoch, [key.PublicKey, own.Keys[1], own.Keys[2]]);
            return Task.FromResult<TrusteePacketKeys?>(new(list.Epoch, list.Keys, list.Sign(signing)));
        }
    }
}
