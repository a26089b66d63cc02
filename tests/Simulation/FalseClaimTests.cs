using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests;

/// <summary>A trustee that says it holds what it lacks, and goes through the run as if it did.</summary>
public sealed class FalseClaimTests : IDisposable
{
    private readonly Circle _circle = Circle.InMemory();

    public void Dispose() => _circle.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_trustee_that_claims_a_version_it_lacks_makes_nobody_destroy_the_last_one_that_all_three_hold(int liar)
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        var second = reporter.Change(first, 2, 1);
        _circle.Send(first);
        _circle.Send(second, (liar + 1) % 3, (liar + 2) % 3);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Claim(liar, second);

        var runs = _circle.Run();

        runs.ShouldAllBe(run => run.End == RunEnd.Aborted);
        foreach (var honest in new[] { (liar + 1) % 3, (liar + 2) % 3 })
        {
            _circle.VersionsAt(honest, first).ShouldBe([1u, 2u]);
            runs[honest].Sentence.ShouldContain("holding the agreed reports");
        }

        // One of the two honest ones names the liar; the other may have seen the first one's links close before.
        runs.ShouldContain(run => run.Sentence.Contains($"trustee {liar}: it does not hold", StringComparison.Ordinal));
        _circle.Site.Released.ShouldBeEmpty();

        _circle.Unclaim(liar, second);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldContain((first.Signed.Statement.Handle, 1u));
        _circle.Site.Open(first, (liar + 1) % 3, (liar + 2) % 3).Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
    }

    [Fact]
    public void A_version_that_all_three_show_is_the_only_one_left()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        var second = reporter.Change(first, 2, 1);
        _circle.Send(first);
        _circle.Send(second);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);

        _circle.VersionsAt(0, first).ShouldBe([2u]);
        _circle.VersionsAt(1, first).ShouldBe([2u]);
        _circle.VersionsAt(2, first).ShouldBe([2u]);
    }
}
