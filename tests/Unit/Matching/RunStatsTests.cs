using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>What a run says that it took.</summary>
public sealed class RunStatsTests
{
    [Fact]
    public void Every_message_and_gate_of_a_run_is_counted_in_one_of_its_phases()
    {
        var reports = Enumerable.Range(0, 50).Select(id => new PlainReport(id, id, 0, 2, [1, 100 + (ulong)id, 200 + (ulong)id, 300 + (ulong)id])).ToArray();
        var stats = SharedReports.Run(reports, new Random(1))[1].Stats;
        stats.Rows.ShouldBe(200);
        stats.Phases.Select(phase => phase.Name).ShouldBe(["agree", "rows", "shuffle", "sort", "trigger", "shuffle again", "open"]);
        // The nonces of the session come before the first phase.
        stats.Phases.Sum(phase => phase.BytesSent).ShouldBe(stats.BytesSent - 64);
        stats.Phases.Sum(phase => phase.AndGates).ShouldBe(stats.AndGates);
    }
}
