using System.Numerics;
using Chorus.Tests.Mpc;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>Nothing is opened but outcomes of comparisons, the released bits, and the released rows.</summary>
public sealed class OpeningTests
{
    [Fact]
    public void A_run_opens_the_sort_the_released_bits_and_the_released_rows_and_nothing_else()
    {
        var reports = Reports();
        var rows = 4 * reports.Length;
        var run = RecordedRun.Of(reports, seed: 1);
        run.Openings.Select(opening => opening.Step).Distinct().ShouldBe(["sort", "open"]);

        var opened = run.InStep("open").ToList();
        opened.Count.ShouldBe(2);
        opened[0].Bits.ShouldBe(rows);
        opened[0].Ones.ShouldBe(run.Outcome.Released.Count);
        opened[1].Bits.ShouldBe(128 * run.Outcome.Released.Count);
        for (var k = 0; k < run.Outcome.Released.Count; k++)
        {
            // Index with the released bit, then the tag: not the quorum, not the fingerprint.
            var index = opened[1].Words[2 * k];
            (index >> 63).ShouldBe(1UL);
            (index & ~(1UL << 63)).ShouldBeLessThan((ulong)rows);
            reports.SelectMany(report => report.Slots).ShouldNotContain(opened[1].Words[(2 * k) + 1]);
        }
    }

    [Fact]
    public void When_nothing_is_released_no_row_is_opened()
    {
        var held = Reports().Where(report => report.Quorum is 3 or PlainReport.Keep).ToArray();
        var run = RecordedRun.Of(held, seed: 2);
        run.Outcome.Released.ShouldBeEmpty();
        run.InStep("open").ShouldHaveSingleItem().Ones.ShouldBe(0);
    }

    [Fact]
    public void Where_released_rows_come_out_is_uniformly_random()
    {
        const int Runs = 600;
        var reports = Reports();
        var rows = 4 * reports.Length;
        var counts = new int[rows];
        for (var seed = 0; seed < Runs; seed++)
        {
            var bits = RecordedRun.Of(reports, seed).InStep("open").First();
            foreach (var (released, place) in CircuitTests.Unpack(bits.Words, rows).Select((bit, place) => (bit, place)))
            {
                counts[place] += released ? 1 : 0;
            }
        }

        var expected = counts.Sum() / (double)rows;
        var chiSquare = counts.Sum(count => Math.Pow(count - expected, 2) / expected);
        // 31 degrees of freedom; above 80 less than once in 100,000 seeds (places within a run exclude each other,
        // which only makes it smaller).
        rows.ShouldBe(32);
        chiSquare.ShouldBeLessThan(80);
    }

    [Fact]
    public void Tags_are_fair_coins_also_between_groups_of_one_run()
    {
        const int Runs = 300;
        long ones = 0, onesOfDifferences = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var tags = RecordedRun.Of(Reports(), seed).Outcome.Released.GroupBy(row => row.Tag).Select(group => group.Key).Take(2).ToList();
            ones += BitOperations.PopCount(tags[0]);
            onesOfDifferences += BitOperations.PopCount(tags[0] ^ tags[1]);
        }

        // 19,200 coins: standard deviation 69.3; beyond 5 of them less than once in a million seeds.
        Math.Abs(ones - (Runs * 32)).ShouldBeLessThan(347);
        Math.Abs(onesOfDifferences - (Runs * 32)).ShouldBeLessThan(347);
    }

    // Eight reports: two pairs that are released, a pair below its quorum, one kept, one alone.
    private static PlainReport[] Reports()
    {
        (int Quorum, ulong Person)[] all = [(2, 1), (2, 1), (2, 2), (1, 2), (3, 3), (3, 3), (PlainReport.Keep, 3), (3, 4)];
        return [.. all.Select((report, id) => new PlainReport(
            id, id, 0, report.Quorum, [1000 + (ulong)id, 2000 + (ulong)id, report.Person, 3000 + (ulong)id]))];
    }
}
