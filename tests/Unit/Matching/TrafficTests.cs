using Chorus.Tests.Statistics;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>
/// What passes between the trustees, and all they open but released rows, is the same whether all held reports name
/// different people or half of them form pairs below their quorum. Outside the sort that is so to the byte; the sort
/// is compared as a distribution.
/// </summary>
public sealed class TrafficTests(ITestOutputHelper output)
{
    private const int Reports = 24;
    private const int Runs = 300;
    private const int Seed = 4711;

    // Each of the measures alarms wrongly once in 100,000 seeds.
    private const double FalseAlarm = 1e-5;

    [Fact]
    public void Outside_the_sort_every_count_and_every_opening_is_the_same()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var apart = RecordedRun.Of(People(seed, paired: false), seed);
            var paired = RecordedRun.Of(People(seed, paired: true), seed);
            apart.Outcome.Released.ShouldBeEmpty();
            paired.Outcome.Released.ShouldBeEmpty();
            foreach (var phase in apart.Outcome.Stats.Phases.Where(phase => phase.Name != "sort"))
            {
                var other = paired.Phase(phase.Name);
                (other.BytesSent, other.AndGates, other.Rounds).ShouldBe((phase.BytesSent, phase.AndGates, phase.Rounds), phase.Name);
            }

            for (var end = 0; end < 9; end++)
            {
                OutsideSort(apart, end).ShouldBe(OutsideSort(paired, end), $"link end {end}, seed {seed}");
            }

            var opened = paired.Openings.Where(opening => opening.Step != "sort").Select(o => $"{o.Step} {o.Bits} {o.Ones}");
            opened.ShouldBe(apart.Openings.Where(opening => opening.Step != "sort").Select(o => $"{o.Step} {o.Bits} {o.Ones}"));
        }

        static IEnumerable<int> OutsideSort(RecordedRun run, int end) =>
            run.Sizes[end].Where(message => message.Step != "sort").Select(message => message.Bytes);
    }

    [Fact]
    public void The_sort_sends_and_opens_the_same_distribution()
    {
        var apart = Enumerable.Range(Seed, Runs).Select(seed => RecordedRun.Of(People(seed, paired: false), seed)).ToList();
        var paired = Enumerable.Range(Seed + Runs, Runs).Select(seed => RecordedRun.Of(People(seed, paired: true), seed)).ToList();
        foreach (var (name, of) in Measures)
        {
            var comparison = TwoSamples.Compare([.. apart.Select(of)], [.. paired.Select(of)]);
            output.WriteLine($"{name}, seed {Seed}: {comparison}");
            comparison.KolmogorovSmirnov.ShouldBeLessThan(TwoSamples.KolmogorovSmirnovBound(Runs, Runs, FalseAlarm), name);
            comparison.Deviation.ShouldBeLessThan(4.5, name);
        }
    }

    [Fact]
    public void A_pair_that_meets_its_quorum_shows_in_the_same_comparison()
    {
        var seed = 1;
        var apart = RecordedRun.Of(People(seed, paired: false), seed);
        var met = RecordedRun.Of([.. People(seed, paired: true).Select(report => report with { Quorum = 2 })], seed);
        met.Phase("open").BytesSent.ShouldNotBe(apart.Phase("open").BytesSent);
    }

    private static readonly (string Name, Func<RecordedRun, double> Of)[] Measures =
    [
        ("comparisons opened", run => run.InStep("sort").Sum(opening => opening.Bits)),
        ("share of descents", run => 1 - (run.InStep("sort").Sum(o => o.Ones) / (double)run.InStep("sort").Sum(o => o.Bits))),
        ("batches opened", run => run.InStep("sort").Count()),
        ("rounds", run => run.Outcome.Stats.Rounds),
        ("messages", run => run.Outcome.Stats.Messages),
        ("bytes", run => run.Outcome.Stats.BytesSent),
    ];

    // In the paired world every other pair of neighbours names one person, in reports that want three voices or more.
    private static PlainReport[] People(int seed, bool paired)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, 4 * Reports).Select(_ => (ulong)random.NextInt64()).ToArray();
        var quorums = Enumerable.Range(0, Reports).Select(_ => random.Next(3, 8)).ToArray();
        return [.. Enumerable.Range(0, Reports).Select(id => new PlainReport(id, id, 0, quorums[id], Slots(id)))];

        ulong[] Slots(int id)
        {
            var slots = words.AsSpan(4 * id, 4).ToArray();
            if (paired && id % 4 == 1)
            {
                slots[id % 3] = words[4 * (id - 1)];
            }

            return slots;
        }
    }
}
