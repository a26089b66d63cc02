using System.Numerics;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

/// <summary>
/// A scan opens the rows of groups in which somebody is new, and nothing else: what a new report equals without being released is in no
/// opening and in no message.
/// </summary>
public sealed class ScanOpeningTests
{
    [Fact]
    public void A_scan_opens_a_bit_for_each_row_and_a_tag_for_each_released_one_and_nothing_else()
    {
        var (reports, task) = ScanCases.With(ScanCases.Naming(60, 3, 2), ScanCases.Naming(61, 4, 5));
        var run = RecordedRun.Of(reports, 1, task);
        run.Outcome.Released.Select(row => (row.Report, row.Slot)).ShouldBe([(2, 2), (3, 2), (60, 2)]);

        var opened = run.Openings.ToList();
        opened.Select(opening => opening.Step).ShouldBe(["open", "open"]);
        // Each slot is filled up to whole words.
        opened[0].Bits.ShouldBe(4 * 64);
        opened[0].Ones.ShouldBe(3);
        opened[0].Words[2].ShouldBe((1UL << 2) | (1UL << 3) | (1UL << 60));
        opened[1].Bits.ShouldBe(3 * 64);
        opened[1].Words.Distinct().ShouldHaveSingleItem();
        reports.SelectMany(report => report.Slots).ShouldNotContain(opened[1].Words[0]);
    }

    [Fact]
    public void Whatever_a_new_report_equals_without_being_released_every_message_and_opening_is_as_long_and_zero()
    {
        // Somebody else's person, a held pair's, a released pair's, two new ones' own, and one who keeps hers.
        PlainReport[][] worlds =
        [
            [ScanCases.Naming(60, 7, 900), ScanCases.Naming(61, 7, 901)],
            [ScanCases.Naming(60, 7, 2), ScanCases.Naming(61, 7, 901)],
            [ScanCases.Naming(60, 7, 1), ScanCases.Naming(61, 7, 1)],
            [ScanCases.Naming(60, 7, 900), ScanCases.Naming(61, 7, 900)],
            [ScanCases.Naming(60, PlainReport.Keep, 2), ScanCases.Naming(61, PlainReport.Keep, 1)],
        ];
        var runs = worlds.Select((added, seed) =>
        {
            var (reports, task) = ScanCases.With(added);
            return RecordedRun.Of(reports, seed, task);
        }).ToList();
        foreach (var run in runs)
        {
            run.Outcome.Released.ShouldBeEmpty();
            var opened = run.Openings.ShouldHaveSingleItem();
            (opened.Bits, opened.Ones).ShouldBe((4 * 64, 0));
            run.Outcome.Stats.Phases.Select(phase => (phase.Name, phase.BytesSent, phase.AndGates, phase.Rounds))
                .ShouldBe(runs[0].Outcome.Stats.Phases.Select(phase => (phase.Name, phase.BytesSent, phase.AndGates, phase.Rounds)));
            for (var end = 0; end < 9; end++)
            {
                run.Sizes[end].ShouldBe(runs[0].Sizes[end], $"link end {end}");
            }
        }
    }

    [Fact]
    public void A_released_group_is_opened_again_only_with_somebody_new_in_it()
    {
        var (reports, task) = ScanCases.With(ScanCases.Naming(60, 3, 1));
        RecordedRun.Of(reports, 1, task).Outcome.Released.Select(row => row.Report).ShouldBe([0, 1, 60]);
        (reports, task) = ScanCases.With(ScanCases.Naming(60, 4, 1));
        RecordedRun.Of(reports, 1, task).Outcome.Released.ShouldBeEmpty();
    }

    [Fact]
    public void Tags_are_fair_coins_also_between_groups_and_rows_released_by_themselves()
    {
        const int Runs = 200;
        long ones = 0, onesOfDifferences = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            // A reporter sends one report twice: the second releases each of its rows by itself.
            var first = new PlainReport(60, 60, 0, 1, [1, 2, 3, 4]);
            var (reports, task) = ScanCases.With(first, first with { Id = 61, Number = 1 });
            var tags = RecordedRun.Of(reports, seed, task).Outcome.Released.Select(row => row.Tag).Distinct().ToList();
            tags.Count.ShouldBe(8);
            ones += tags.Sum(tag => BitOperations.PopCount(tag));
            onesOfDifferences += tags.Skip(1).Sum(tag => BitOperations.PopCount(tag ^ tags[0]));
        }

        // Of 102,400 and 89,600 coins; beyond 5 standard deviations less than once in a million seeds.
        Math.Abs(ones - (Runs * 8 * 32)).ShouldBeLessThan(800);
        Math.Abs(onesOfDifferences - (Runs * 7 * 32)).ShouldBeLessThan(1500);
    }
}
