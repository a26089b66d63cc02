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
        var ends = new HashSet<int>();
        for (var after = 0; ; after++)
        {
            using var circle = Circle.InMemory();
            var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
            pair.ToList().ForEach(report => circle.Send(report));
            circle.Send(circle.NewReporter().Deposit(4, 1));
            var both = pair.Select(report => (report.Signed.Statement.Handle, 1u)).ToHashSet();

            var fell = false;
            var runs = circle.Run((trustee, sent, cut) =>
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
            ends.Add(completed);
            // Two trustees that completed a run gave two records, and those open the report.
            circle.Site.Released.ShouldBe(completed >= 2 ? both : [], ignoreOrder: true);

            circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
            circle.Site.Released.ShouldBe(both, ignoreOrder: true);
            circle.Run().ShouldAllBe(run => run.End == RunEnd.Unchanged);
        }

        // The last message is the signature of the release list: without it some abort what another has completed.
        ends.ShouldBe([0, 1], ignoreOrder: true);
    }
}
