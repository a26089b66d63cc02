using Chorus.Escrow.Matching;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>The measured run is the real one.</summary>
public sealed class MatchBenchTests
{
    [Fact]
    public void A_measured_run_counts_every_phase_of_the_match()
    {
        var stats = MatchBench.Run(50, TimeProvider.System);
        stats.Rows.ShouldBe(200);
        stats.Phases.Select(phase => phase.Name)
            .ShouldBe(["agree", "rows", "shuffle", "sort", "trigger", "shuffle again", "open"]);
        // The nonces of the session come before the first phase.
        stats.Phases.Sum(phase => phase.BytesSent).ShouldBe(stats.BytesSent - 64);
        stats.Phases.Sum(phase => phase.AndGates).ShouldBe(stats.AndGates);
    }
}
