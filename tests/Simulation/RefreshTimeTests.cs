using Chorus.Escrow;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Api;
using Chorus.Trustee.Links;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

/// <summary>When the three refresh: on command of two operators, and by the timer.</summary>
public sealed class RefreshTimeTests
{
    [Fact]
    public async Task A_refresh_on_command_needs_two_operators_who_asked_for_one()
    {
        await using var linked = new LinkedCircle();
        DepositPair(linked.Circle);

        (await linked.Nodes[2].AskForAsync(RunKind.Match, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");
        (await linked.Nodes[1].AskForAsync(RunKind.Refresh, TestContext.Current.CancellationToken)).ShouldContain("Noted. The refresh");
        (await linked.Nodes[0].AskForAsync(RunKind.Refresh, TestContext.Current.CancellationToken)).ShouldContain("the refresh begins now");

        (await linked.AllEndedAsync()).ShouldAllBe(refresh => refresh.Sentence.StartsWith("Epoch 2 has begun: the packet keys and the parts of 2 reports"));
        TrusteeStatus.Describe(linked.Circle.Trustees[1], linked.Nodes[1], null).ShouldContain("parts        of epoch 2 since 2026-11-23T21Z\n");
        linked.ToNextRun();
        (await linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);
        linked.Circle.Site.Fetch();
        linked.Circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_third_takes_part_whoever_of_the_two_others_calls_it_first_or_both_at_once()
    {
        await using var linked = new LinkedCircle();
        var stop = TestContext.Current.CancellationToken;
        for (var epoch = 2; epoch < 42; epoch++)
        {
            // What two operators asked for once is not done twice.
            linked.Circle.Time.Advance(TimeSpan.FromSeconds(1));
            await linked.Nodes[1].AskForAsync(RunKind.Refresh, stop);
            await linked.Nodes[0].AskForAsync(RunKind.Refresh, stop);
            // The clock stands still now, so one that waits for a call that was refused would wait for ever.
            var ended = await linked.AllEndedAsync().WaitAsync(TimeSpan.FromMinutes(1), stop);
            ended.ShouldAllBe(refresh => refresh.Sentence.StartsWith($"Epoch {epoch} has begun"));
        }
    }

    [Fact]
    public async Task A_refresh_that_is_neither_due_nor_asked_for_is_refused()
    {
        await using var linked = new LinkedCircle(new RefreshSchedule(30));
        using var identity = Chorus.Trustee.Keys.KeyFolder.LoadTls(linked.Circle.Folder(0));
        using var proposer = linked.Network(0, identity);
        var now = linked.Circle.Time.GetUtcNow().ToUnixTimeSeconds();

        await Should.ThrowAsync<PeerException>(() => proposer.DialAsync(1, LinkPurpose.Run, new RunProposal(RunKind.Refresh, now, []).Encode(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refresh_that_is_due_follows_the_next_run_without_anybody_asking()
    {
        await using var linked = new LinkedCircle(new RefreshSchedule(days: 0));
        DepositPair(linked.Circle);
        linked.ToNextRun();
        (await linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);

        await linked.Circle.Time.PauseAsync();
        linked.Circle.Time.Advance(TrusteeNode.BetweenRunAndRefresh);

        (await linked.AllEndedAsync()).ShouldAllBe(refresh => refresh.Sentence.StartsWith("Epoch 2 has begun"));
    }

    [Fact]
    public async Task A_replacement_begins_when_both_that_are_left_have_asked_and_not_on_the_word_of_the_one_that_is_replaced()
    {
        await using var linked = new LinkedCircle();
        DepositPair(linked.Circle);
        linked.Circle.NameKept(2);
        var kind = RunKinds.Replace(2);

        (await linked.Nodes[2].AskForAsync(kind, TestContext.Current.CancellationToken)).ShouldContain("could not be handed");
        (await linked.Nodes[1].AskForAsync(kind, TestContext.Current.CancellationToken)).ShouldContain("Noted. The replacement of trustee 2");
        (await linked.Nodes[0].AskForAsync(kind, TestContext.Current.CancellationToken)).ShouldContain("the replacement of trustee 2 begins now");

        (await linked.AllEndedAsync()).ShouldAllBe(replacement => replacement.Sentence.StartsWith("Epoch 2 has begun: the packet keys and the parts of 2 reports"));
        linked.ToNextRun();
        (await linked.AllEndedAsync()).ShouldAllBe(run => run.End == RunEnd.Completed);
    }

    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(-3, false, false)]
    [InlineData(0, true, true)]
    [InlineData(1000, true, true)]
    public void Due_is_what_its_own_setting_says_and_joined_is_what_is_due_within_two_hours(int hours, bool due, bool fits)
    {
        var begun = new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.Zero);
        var epoch = new StoredEpoch(4, EpochPhase.Stable, new byte[32], Hour.Of(begun));
        var now = begun.AddDays(30).AddHours(hours);

        new RefreshSchedule(30).IsDue(epoch, now).ShouldBe(due);
        new RefreshSchedule(30).Fits(epoch, now).ShouldBe(fits);
        RefreshSchedule.Every(0).ShouldBeNull();
    }

    private static void DepositPair(Circle circle)
    {
        circle.Send(circle.NewReporter().Deposit(2, 1));
        circle.Send(circle.NewReporter().Deposit(2, 1));
    }
}
