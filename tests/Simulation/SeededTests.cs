using System.Globalization;
using Chorus.Simulation.Tests.Seeded;

namespace Chorus.Simulation.Tests;

/// <summary>
/// Lists of operations and faults, each from a seed, against the release rule taken from its definition (docs/simulation.md).
/// CHORUS_SIMULATION_SEED runs one seed alone.
/// </summary>
public sealed class SeededTests(ITestOutputHelper output)
{
    private const int Default = 300;
    private const int Long = 2000;

    private static readonly string[] s_every =
    [
        "deposit", "retry", "change of quorum", "change of quorum beside a withdrawal", "withdrawal", "run", "refresh",
        "kill", "kill right before a write", "kill right after a write", "restart", "partition from the site",
        "partition from the neighbours", "delay", "late arrival", "duplicate", "disk full", "clock jump",
        "deposit while a run is under way", "withdrawal while a run is under way", "struck: link cut in a meeting",
        "struck: byte of a message corrupted", "struck: message truncated", "struck: disk full in a meeting",
        "struck: kill right before a write in a meeting", "struck: kill right after a write in a meeting",
    ];

    [Fact]
    public void Whatever_happens_what_is_held_and_released_is_what_the_rule_says() => TellAll(0, Default);

    [Fact]
    [Trait("Size", "Long")]
    public void Whatever_happens_in_thousands_of_seeds_what_is_held_and_released_is_what_the_rule_says() => TellAll(Default, Long);

    private void TellAll(int first, int count)
    {
        var tally = new Tally();
        if (Environment.GetEnvironmentVariable("CHORUS_SIMULATION_SEED") is { Length: > 0 } one)
        {
            Story.Tell(int.Parse(one, CultureInfo.InvariantCulture), tally);
            output.WriteLine(tally.ToString());
            return;
        }

        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed => Story.Tell(seed, tally));

        output.WriteLine(tally.ToString());
        s_every.ShouldAllBe(kind => tally.Of(kind) > 0);
    }
}
