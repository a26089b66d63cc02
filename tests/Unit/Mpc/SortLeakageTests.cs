using Chorus.Tests.Statistics;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>
/// What the sort opens must not tell whether rows have equal fingerprints. Looked at is all that it opens: the
/// outcomes, how many comparisons, and how many levels there are, which fixes the rounds.
/// </summary>
public sealed class SortLeakageTests(ITestOutputHelper output)
{
    private const int Rows = 512;
    private const int Seed = 20261123;

    // Means of equal distributions are further apart than this once in 2,000 seeds, for each measure.
    private const double Alarm = 3.5;
    private const double FalseAlarm = 5e-4;

    private static readonly (string Name, Func<SortRuns.Result, double> Of)[] Measures =
    [
        ("share of descents", result => result.Descents),
        ("comparisons", result => result.Comparisons),
        ("levels", result => result.Levels),
    ];

    [Fact]
    public void Equal_keys_and_different_keys_in_the_same_order_open_exactly_the_same()
    {
        // With the same shuffle, what is opened may depend on the order of the rows only: pairs of equal keys, and
        // keys all different that stand in the same order, give the same bits in the same batches.
        for (var seed = 0; seed < 60; seed++)
        {
            var paired = Paired(new Random(seed));
            var ranks = InSameOrder(paired);
            var fromPaired = SortRuns.Run(seed, paired, SortRuns.TieBreak.Index).Openings;
            var fromRanks = SortRuns.Run(seed, ranks, SortRuns.TieBreak.Index).Openings;
            fromPaired.Select(Text).ShouldBe(fromRanks.Select(Text), $"seed {seed}");
        }

        static string Text(Opening opening) => $"{opening.Bits}: {string.Join(' ', opening.Words)}";
    }

    [Fact]
    [Trait("Size", "Long")]
    public void Paired_and_unpaired_keys_open_the_same_outcomes_to_within_one_percent()
    {
        const int Runs = 4000;
        var unpaired = Sample(Seed, Runs, Unpaired, SortRuns.TieBreak.Index);
        var paired = Sample(Seed + Runs, Runs, Paired, SortRuns.TieBreak.Index);
        foreach (var (name, of) in Measures)
        {
            double[] a = [.. unpaired.Select(of)];
            double[] b = [.. paired.Select(of)];
            var comparison = TwoSamples.Compare(a, b);
            output.WriteLine($"{name}, seed {Seed}: {comparison}");
            comparison.Deviation.ShouldBeLessThan(Alarm, name);
            comparison.KolmogorovSmirnov.ShouldBeLessThan(TwoSamples.KolmogorovSmirnovBound(Runs, Runs, FalseAlarm), name);

            // The same numbers, one side larger by one percent: the alarm goes off.
            var shifted = TwoSamples.Compare(a, [.. b.Select(value => value * 1.01)]);
            output.WriteLine($"{name}, one percent more: {shifted}");
            shifted.Deviation.ShouldBeGreaterThan(Alarm, name);
        }
    }

    [Fact]
    public void Breaking_ties_by_shuffled_position_is_seen()
    {
        const int Runs = 250;
        var unpaired = Sample(Seed, Runs, Unpaired, SortRuns.TieBreak.Position);
        var paired = Sample(Seed + Runs, Runs, Paired, SortRuns.TieBreak.Position);
        var comparison = TwoSamples.Compare([.. unpaired.Select(r => r.Descents)], [.. paired.Select(r => r.Descents)]);
        output.WriteLine($"descents, seed {Seed}: {comparison}");
        comparison.Deviation.ShouldBeGreaterThan(Alarm);
        comparison.KolmogorovSmirnov.ShouldBeGreaterThan(TwoSamples.KolmogorovSmirnovBound(Runs, Runs, FalseAlarm));
    }

    private static List<SortRuns.Result> Sample(int seed, int runs, Func<Random, ulong[]> keys, SortRuns.TieBreak tieBreak) =>
        [.. Enumerable.Range(seed, runs).Select(run => SortRuns.Run(run, keys(new Random(run)), tieBreak))];

    private static ulong[] Unpaired(Random random) => Trio.Words(random, Rows);

    // The copies stand apart, as two reports about one person do.
    private static ulong[] Paired(Random random)
    {
        var half = Trio.Words(random, Rows / 2);
        return [.. half, .. half];
    }

    // Keys without repetition, each row having the rank that it has in (key, index).
    private static ulong[] InSameOrder(ulong[] keys)
    {
        var ranks = new ulong[keys.Length];
        var order = keys.Select((key, index) => (key, index)).Order().ToArray();
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank].index] = (ulong)rank << 50;
        }

        return ranks;
    }
}
