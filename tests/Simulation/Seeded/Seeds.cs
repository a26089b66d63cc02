using System.Globalization;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>Many seeds, several at once. CHORUS_SIMULATION_SEED=17 takes one in their place and prints what was done, and 3000-7999 takes those.</summary>
internal static class Seeds
{
    // A seed waits much of its time, for one of its three trustees to be given a processor.
    private const int AtOnceOfEachProcessor = 2;

    private static readonly string[] s_every =
    [
        "deposit", "retry", "change of quorum", "change of quorum beside a withdrawal", "withdrawal", "run",
        "run that scans for what is new", "run over all", "refresh",
        "kill", "kill right before a write", "kill right after a write", "kill of the site", "kill of the site in a request", "restart",
        "partition from the site", "partition from the neighbours", "delay", "late arrival", "duplicate", "answer lost", "statement truncated",
        "statement corrupted", "disk full", "clock jump",
        "deposit while a run is under way", "withdrawal while a run is under way", "struck: link cut in a meeting",
        "struck: byte of a message corrupted", "struck: message truncated", "struck: disk full in a meeting",
        "struck: kill right before a write in a meeting", "struck: kill right after a write in a meeting",
        "seeds of the trustees alone", "seeds with the site",
    ];

    internal static void Tell(int first, int count, ITestOutputHelper output)
    {
        var tally = new Tally();
        if (Environment.GetEnvironmentVariable("CHORUS_SIMULATION_SEED") is { Length: > 0 } chosen)
        {
            int[] ends = [.. chosen.Split('-').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
            if (ends.Length == 1)
            {
                output.WriteLine(string.Join(Environment.NewLine, Story.Tell(ends[0], tally)));
                return;
            }

            (first, count) = (ends[0], ends[1] - ends[0] + 1);
        }

        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnceOfEachProcessor * Environment.ProcessorCount }, seed => Story.Tell(seed, tally));

        output.WriteLine(tally.ToString());
        s_every.Where(kind => tally.Of(kind) == 0).ShouldBeEmpty("some operation or fault never came about");
    }
}
