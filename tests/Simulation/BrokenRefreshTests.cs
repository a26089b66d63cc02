using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

/// <summary>A refresh that is broken off at every message and every write, and a trustee that lies at every message: whatever comes next is whole, of one epoch, and opens.</summary>
public sealed class BrokenRefreshTests
{
    /// <summary>Who breaks off, and whether a run or another refresh comes next.</summary>
    public static TheoryData<int, bool> Breaks => new() { { 0, true }, { 1, false }, { 2, true }, { 0, false }, { 1, true }, { 2, false } };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_refresh_cut_off_at_any_message_is_completed_or_given_up_by_what_comes_next(int party, bool runNext)
    {
        for (var after = 0; ; after++)
        {
            using var story = new Story();
            var fell = false;
            story.Circle.Refresh((trustee, sent, _, cut) =>
            {
                if (trustee == party && sent == after)
                {
                    fell = true;
                    cut(party);
                }
            });
            if (!fell)
            {
                after.ShouldBeGreaterThan(22);
                break;
            }

            story.ShouldGoOn(runNext, restart: after % 2 == 0 ? party : null);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_refresh_in_which_a_write_fails_is_completed_or_given_up_by_what_comes_next(int party, bool runNext)
    {
        foreach (var done in new[] { false, true })
        {
            for (var write = 0; ; write++)
            {
                using var story = new Story();
                story.Circle.Store(party).FailAt(write, done);
                story.Circle.Refresh();
                story.Circle.Store(party).Heal();
                if (story.Circle.Store(party).Writes <= write)
                {
                    // The writes of a refresh: discard, new parts, prepared, in use, old ones destroyed.
                    write.ShouldBeGreaterThanOrEqualTo(5);
                    break;
                }

                story.ShouldGoOn(runNext, restart: party);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_message_one_trustee_alters_no_part_is_lost_or_changed(int liar)
    {
        for (var message = 0; ; message++)
        {
            using var story = new Story();
            var refreshes = story.Circle.Refresh(liar, message, out var sentSoMany);
            if (!sentSoMany)
            {
                message.ShouldBeGreaterThan(22);
                break;
            }

            refreshes.ShouldContain(refresh => refresh.End == RunEnd.Aborted, $"message {message}");
            story.ShouldGoOn(runNext: message % 2 == 0, restart: null);
        }
    }

    [Fact]
    public void A_trustee_that_says_it_has_no_new_parts_or_lost_them_makes_nobody_destroy_any()
    {
        // Trustee 0 falls silent before it says that it uses its new parts, so all three have both.
        using var story = new Story();
        story.Circle.Refresh((trustee, sent, _, cut) =>
        {
            if (trustee == 0 && sent == 22)
            {
                cut(0);
            }
        });
        story.Circle.Trustees.Select(trustee => trustee.Epochs.Current.Phase).ShouldBe([EpochPhase.Switched, EpochPhase.Switched, EpochPhase.Switched]);

        // Its state is the third message to each: another epoch, told to one or to both.
        for (var message = 2; message < 4; message++)
        {
            story.Circle.Refresh(liar: 2, message, out _).ShouldAllBe(refresh => refresh.End == RunEnd.Aborted);
            story.Circle.Trustees.ShouldAllBe(trustee => trustee.Epochs.Current.Phase == EpochPhase.Switched);
        }

        story.ShouldGoOn(runNext: true, restart: 1);
    }

    /// <summary>A pair that waits for a third, and somebody who keeps hers.</summary>
    private sealed class Story : IDisposable
    {
        private readonly Chorus.Escrow.Depositing.SealedDeposit[] _reports;
        private readonly (string, int, string)[] _shared;

        internal Story()
        {
            _reports = [Circle.NewReporter().Deposit(3, 1), Circle.NewReporter().Deposit(3, 1), Circle.NewReporter().Deposit(0, 1)];
            _reports.ToList().ForEach(report => Circle.Send(report));
            _shared = [.. _reports.Select(report => PartsAt.Of(Circle, report).Shared())];
        }

        internal Circle Circle { get; } = Circle.InMemory();

        /// <summary>After the next meeting of the three, parts are of one epoch, share what they shared and are released as if nothing had been.</summary>
        internal void ShouldGoOn(bool runNext, int? restart)
        {
            if (restart is { } trustee)
            {
                Circle.Restart(trustee);
            }

            (runNext ? Circle.Run() : Circle.Refresh()).ShouldAllBe(meeting => meeting.End == RunEnd.Completed);
            Circle.Trustees.Select(t => t.Epochs.Current).ShouldAllBe(epoch => epoch.Phase == EpochPhase.Stable && epoch.Number == Circle.Trustees[0].Epochs.Current.Number);
            Enumerable.Range(0, 3).ShouldAllBe(i => !Circle.Store(i).ReadFresh().Any());
            foreach (var (report, shared) in _reports.Zip(_shared))
            {
                var parts = PartsAt.Of(Circle, report);
                parts.Shared().ShouldBe(shared);
                (parts.Epoch == 0 ? 1 : parts.Epoch).ShouldBe(Circle.Trustees[0].Epochs.Current.Number);
            }

            Circle.Send(Circle.NewReporter().Deposit(1, 1));
            Circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
            Circle.Site.Released.Count.ShouldBe(3);
            Circle.Site.Open(_reports[0], 2, 0).Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
        }

        public void Dispose() => Circle.Dispose();
    }
}
