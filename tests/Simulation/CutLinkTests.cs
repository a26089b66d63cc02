using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests;

public sealed class CutLinkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_trustee_that_falls_silent_at_any_message_costs_nothing_and_releases_nothing_wrong(int party)
    {
        for (var after = 0; ; after++)
        {
            using var circle = Circle.InMemory();
            var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
            pair.ToList().ForEach(report => circle.Send(report));
            circle.Send(circle.NewReporter().Deposit(4, 1));
            var both = pair.Select(report => (report.Signed.Statement.Handle, 1u)).ToHashSet();

            var fell = false;
            var runs = circle.Run((trustee, sent, _, cut) =>
            {
                if (trustee == party && sent == after)
                {
                    fell = true;
                    cut(party);
                }
            });
            if (!fell)
            {
                after.ShouldBeGreaterThan(20);
                break;
            }

            runs.Where(run => run.End == RunEnd.Aborted).ShouldAllBe(run => run.Sentence.Contains("the next one tries again", StringComparison.Ordinal));
            var completed = runs.Count(run => run.End == RunEnd.Completed);
            // Two trustees that completed a run gave two records, and those open the report.
            circle.Site.Released.ShouldBe(completed >= 2 ? both : [], ignoreOrder: true);

            circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
            circle.Site.Released.ShouldBe(both, ignoreOrder: true);
            circle.Run().ShouldAllBe(run => run.End == RunEnd.Unchanged);
        }
    }

    [Fact]
    public void A_release_that_only_one_trustee_completed_comes_again_and_then_opens()
    {
        using var circle = Circle.InMemory();
        var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
        pair.ToList().ForEach(report => circle.Send(report));
        using var signature = new SignatureCut(0);

        var runs = circle.Run(signature.BeforeSend);

        // Trustee 1 has both others' signatures, trustee 2 lacks that of trustee 0.
        runs.Select(run => run.End).ShouldBe([RunEnd.Aborted, RunEnd.Completed, RunEnd.Aborted]);
        circle.Site.Released.ShouldBeEmpty();
        circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed && run.Number == 2);
        circle.Site.Released.Count.ShouldBe(2);
        circle.Site.Open(pair[0], 0, 2).RunNumber.ShouldBe(2u);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void A_release_that_two_trustees_completed_in_different_runs_comes_again_and_then_opens(int first, int second)
    {
        using var circle = Circle.InMemory();
        var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
        pair.ToList().ForEach(report => circle.Send(report));
        foreach (var cut in (int[])[first, second])
        {
            using var signature = new SignatureCut(cut);
            circle.Run(signature.BeforeSend).Count(run => run.End == RunEnd.Completed).ShouldBe(1);
        }

        // Each has records of a run of its own, and what opens is two of the same.
        circle.Site.Released.ShouldBeEmpty();
        circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        circle.Site.Released.Count.ShouldBe(2);
        circle.Run().ShouldAllBe(run => run.End == RunEnd.Unchanged);
    }

    [Fact]
    public void A_trustee_that_signs_for_one_of_the_others_and_says_that_it_completed_the_run_holds_no_release_back()
    {
        using var circle = Circle.InMemory();
        var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
        pair.ToList().ForEach(report => circle.Send(report));
        using var signature = new SignatureCut(0);
        circle.Run(signature.BeforeSend)[1].End.ShouldBe(RunEnd.Completed);
        circle.Store(0).MarkReleased(1, [.. pair.Select(report => (report.Signed.Statement.Handle, 1u))]);
        circle.Restart(0);

        circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        circle.Site.Released.Count.ShouldBe(2);
        circle.Site.Open(pair[0], 1, 2).RunNumber.ShouldBe(2u);
    }
}
