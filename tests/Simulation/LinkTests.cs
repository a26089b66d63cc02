using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Api;
using Chorus.Trustee.Links;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests;

public sealed class LinkTests : IAsyncLifetime
{
    private LinkedCircle _linked = null!;

    private Circle Circle => _linked.Circle;

    public ValueTask InitializeAsync()
    {
        _linked = new LinkedCircle();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _linked.DisposeAsync();

    [Fact]
    public async Task At_a_published_time_the_three_run_over_their_links()
    {
        DepositPair();

        _linked.ToNextRun();
        var runs = await _linked.AllEndedAsync();

        runs.ShouldAllBe(run => run.End == RunEnd.Completed);
        Circle.Site.Fetch();
        Circle.Site.Released.Count.ShouldBe(2);

        _linked.ToNextRun();
        (await _linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Unchanged);
    }

    [Fact]
    public async Task Status_and_log_say_by_count_which_trustee_leaves_reports_out()
    {
        var report = Circle.NewReporter().Deposit(2, 1);
        Circle.Send(report, 0, 1);
        for (var run = 0; run < 3; run++)
        {
            _linked.ToNextRun();
            await _linked.AllEndedAsync();
        }

        TrusteeStatus.Describe(Circle.Trustees[0], _linked.Nodes[0], null).ShouldContain("trustee 2 left out 1 reports that this trustee holds, for up to 3 runs");
        TrusteeStatus.Describe(Circle.Trustees[2], _linked.Nodes[2], null).ShouldNotContain("left out");
        // Once from each of the two that see it, not at every run, and without a handle.
        _linked.Log.Count(line => line.Contains("Trustee 2 left out 1 reports", StringComparison.Ordinal)).ShouldBe(2);
        _linked.Log.ShouldNotContain(line => line.Contains(report.Signed.Statement.Handle.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_and_log_say_by_count_which_trustee_does_not_admit_to_releases()
    {
        var pair = new[] { Circle.NewReporter().Deposit(2, 1), Circle.NewReporter().Deposit(2, 1) };
        pair.ToList().ForEach(report => Circle.Send(report));
        await RunAsync();
        Said(0).ShouldNotContain("denied");
        for (var run = 0; run < 3; run++)
        {
            await DenyAsync(2, 0);
            (await RunAsync()).ShouldAllBe(report => report.End == RunEnd.Completed);
        }

        Said(0).ShouldContain("denied       trustee 2 did not admit to 2 releases that this trustee completed, for up to 3 runs");
        Said(1).ShouldContain("denied       trustee 2 did not admit to 2 releases");
        Said(2).ShouldNotContain("denied");
        TrusteeApi.Status(Circle.Trustees[0], _linked.Nodes[0]).Denied.ShouldBe([new LackingBody(2, 2, 3)]);
        TrusteeApi.Status(Circle.Trustees[0], _linked.Nodes[0]).Lacking.ShouldBeEmpty();
        // Once from each of the two that see it, and without a handle.
        _linked.Log.Count(line => line.Contains("Trustee 2 did not admit to 2 releases", StringComparison.Ordinal)).ShouldBe(2);
        pair.ToList().ForEach(report => _linked.Log.ShouldNotContain(line => line.Contains(report.Signed.Statement.Handle.ToString(), StringComparison.Ordinal)));

        // One that names another run than the one that released them does not admit to that either.
        await DenyAsync(2, 99);
        await RunAsync();
        Said(0).ShouldContain("2 releases that this trustee completed, for up to 4 runs");
        await RunAsync();
        Said(0).ShouldNotContain("denied");

        async Task DenyAsync(int trustee, uint run)
        {
            await _linked.StopNodeAsync(trustee);
            Circle.Store(trustee).MarkReleased(run, [.. pair.Select(report => (report.Signed.Statement.Handle, 1u))]);
            Circle.Restart(trustee);
            _linked.StartNode(trustee);
        }

        string Said(int trustee) => TrusteeStatus.Describe(Circle.Trustees[trustee], _linked.Nodes[trustee], null);

        async Task<RunReport[]> RunAsync()
        {
            _linked.ToNextRun();
            return await _linked.AllEndedAsync();
        }
    }

    [Fact]
    public async Task Status_says_where_the_packet_key_in_use_is_missing()
    {
        Circle.Refresh();
        TrusteeStatus.Describe(Circle.Trustees[1], _linked.Nodes[1], null).ShouldNotContain("not in the folder keys");
        await _linked.StopNodeAsync(1);
        Circle.Stop(1);
        File.Delete(Path.Combine(Circle.Folder(1).KeysFolder, "packet-2.key"));
        Circle.Restart(1);
        _linked.StartNode(1);

        TrusteeStatus.Describe(Circle.Trustees[1], _linked.Nodes[1], null).ShouldContain("\nThe packet key of the epoch in use is not in the folder keys");
    }

    [Fact]
    public async Task While_one_trustee_is_away_runs_fail_without_loss_and_begin_again_when_it_is_back()
    {
        DepositPair();
        await _linked.StopNodeAsync(2);

        _linked.ToNextRun();
        var alone = await _linked.EndedAsync(0);
        alone.End.ShouldBe(RunEnd.Aborted);
        alone.Sentence.ShouldContain("Trustee 2");
        (await _linked.EndedAsync(1)).End.ShouldBe(RunEnd.Aborted);

        Circle.Restart(2);
        _linked.StartNode(2);
        _linked.ToNextRun();
        (await _linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);
        Circle.Site.Fetch();
        Circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_trustee_that_takes_part_and_stays_silent_ends_the_run_and_costs_nothing()
    {
        DepositPair();
        await _linked.StopNodeAsync(2);
        _linked.StartSilent(2);
        _linked.ToNextRun();

        // Trustee 0 hears from trustee 1 and waits for trustee 2, and so does trustee 1.
        await Circle.Time.WaitsAsync(3);
        // Past the tolerance of a published time, so that no run begins with the silent one again.
        Circle.Time.Advance(WatchedLink.LongestSilence + TimeSpan.FromSeconds(RunSchedule.ToleranceSeconds + 10));

        // A wait that began only after the clock was moved has its own silence still to come.
        var ended = Task.WhenAll(_linked.EndedAsync(0).AsTask(), _linked.EndedAsync(1).AsTask());
        while (await Task.WhenAny(ended, Circle.Time.WaitsAsync(1)) != ended)
        {
            Circle.Time.Advance(WatchedLink.LongestSilence);
        }

        foreach (var run in await ended)
        {
            run.End.ShouldBe(RunEnd.Aborted);
            run.Sentence.ShouldContain("trustee 2: It was silent for 5 minutes.");
        }

        await _linked.StopNodeAsync(2);
        _linked.StartNode(2);
        _linked.ToNextRun();
        (await _linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);
        Circle.Site.Fetch();
        Circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_trustee_with_another_certificate_than_the_manifests_takes_no_part()
    {
        DepositPair();
        await _linked.StopNodeAsync(1);
        using var wrong = TlsIdentity.Create("wrong", TimeProvider.System);
        _linked.StartNode(1, wrong);

        _linked.ToNextRun();

        (await _linked.EndedAsync(0)).Sentence.ShouldContain("certificate");
        Circle.Site.Fetch();
        Circle.Site.Released.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_is_refused_before_a_word_is_exchanged()
    {
        using var identity = TlsIdentity.Create("stranger", TimeProvider.System);
        using var stranger = _linked.Network(1, identity);

        await Should.ThrowAsync<PeerException>(() => stranger.DialAsync(0, LinkPurpose.Run, [], TestContext.Current.CancellationToken));
        await Should.ThrowAsync<PeerException>(() => stranger.DialAsync(2, LinkPurpose.Run, new RunProposal(RunKind.Match, Circle.Time.GetUtcNow().ToUnixTimeSeconds(), []).Encode(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_at_an_unpublished_time_or_for_another_trustees_place_is_refused()
    {
        using var identity = Chorus.Trustee.Keys.KeyFolder.LoadTls(Circle.Folder(0));
        using var proposer = _linked.Network(0, identity);
        using var pretender = _linked.Network(1, identity);
        var now = Circle.Time.GetUtcNow().ToUnixTimeSeconds();
        var published = new RunProposal(RunKind.Match, _linked.Nodes[0].NextRun.ToUnixTimeSeconds(), []).Encode();

        // Ten seconds past the minute, and a published time that is fifty seconds away.
        await Should.ThrowAsync<PeerException>(() => proposer.DialAsync(1, LinkPurpose.Run, new RunProposal(RunKind.Match, now, []).Encode(), TestContext.Current.CancellationToken));
        await Should.ThrowAsync<PeerException>(() => proposer.DialAsync(1, LinkPurpose.Run, published, TestContext.Current.CancellationToken));
        // A certificate that is pinned, but for another place.
        await Should.ThrowAsync<PeerException>(() => pretender.DialAsync(2, LinkPurpose.Run, published, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_on_command_needs_two_operators()
    {
        DepositPair();

        (await _linked.Nodes[2].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");
        (await _linked.Nodes[2].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");
        Circle.Time.Advance(TimeSpan.FromSeconds(5));
        (await _linked.Nodes[1].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("begins now");

        (await _linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);
        Circle.Site.Fetch();
        Circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_consent_lasts_ten_minutes_and_starts_one_run_only()
    {
        DepositPair();
        await _linked.Nodes[1].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken);
        (await _linked.Nodes[0].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("begins now");
        await _linked.AllEndedAsync();

        Circle.Time.Advance(TimeSpan.FromSeconds(1));
        (await _linked.Nodes[2].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");
    }

    private void DepositPair()
    {
        Circle.Send(Circle.NewReporter().Deposit(2, 1));
        Circle.Send(Circle.NewReporter().Deposit(2, 1));
    }
}
