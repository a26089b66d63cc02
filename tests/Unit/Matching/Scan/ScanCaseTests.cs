using Chorus.Escrow.Matching.Scan;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

/// <summary>Cases in which comparing only what is new with all could go wrong.</summary>
public sealed class ScanCaseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_group_is_held_until_the_very_report_that_meets_its_quorum(int quorum)
    {
        for (var size = 1; size <= 9; size++)
        {
            PlainReport[] reports = [.. Enumerable.Range(0, size).Select(id => ScanCases.Naming(id, quorum, 5))];
            var task = new ScanTask([size - 1], [.. reports.Select(_ => false)]);
            var released = ScanRuns.Run(reports, task, size)[0].Released.Where(row => row.Slot == 2).Select(row => row.Report);
            released.ShouldBe(size >= quorum ? Enumerable.Range(0, size) : [], $"{size} reports of quorum {quorum}");
        }
    }

    [Fact]
    public void Groups_larger_than_any_quorum_are_released_whole()
    {
        PlainReport[] reports = [.. Enumerable.Range(0, 150).Select(id => ScanCases.Naming(id, 2 + (id % 6), 5))];
        Released(reports, [149], released: 149).ShouldBe(Enumerable.Range(0, 150));
    }

    [Fact]
    public void Several_new_reports_about_one_person_make_one_group()
    {
        PlainReport[] reports = [.. Enumerable.Range(0, 6).Select(id => ScanCases.Naming(id, 4, 5))];
        var rows = ScanRuns.Run(reports, new ScanTask([2, 3, 5], new bool[6]), 1)[0].Released;
        rows.Select(row => row.Report).ShouldBe([0, 1, 2, 3, 4, 5]);
        rows.Select(row => row.Tag).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_report_with_a_larger_quorum_stays_held_while_it_makes_nobody_else_released()
    {
        Released([ScanCases.Naming(0, 3, 5), ScanCases.Naming(1, 3, 5), ScanCases.Naming(2, 4, 5)], [2], released: 0).ShouldBeEmpty();
        Released([ScanCases.Naming(0, 3, 5), ScanCases.Naming(1, 3, 5), ScanCases.Naming(2, 4, 5), ScanCases.Naming(3, 3, 5)], [2, 3], released: 0).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void When_the_better_report_of_a_reporter_is_withdrawn_her_other_one_takes_its_place()
    {
        // Her report of quorum 2 was released with the two others; now only hers of quorum 3 is left, which was held.
        PlainReport[] reports = [new(0, 9, 1, 3, [5, 10, 11, 12]), ScanCases.Naming(1, 3, 5), ScanCases.Naming(2, 3, 5)];
        var outcome = ScanRuns.Run(reports, new ScanTask([0], [false, true, true]), 1)[0];
        ScanRuns.Groups(reports, outcome).ShouldBe(["0/0 1/2 2/2"]);
    }

    [Fact]
    public void A_new_report_that_beats_an_old_one_of_the_same_reporter_takes_its_place()
    {
        PlainReport[] reports = [new(0, 9, 0, 5, [5, 10, 11, 12]), ScanCases.Naming(1, 2, 5), new(2, 9, 1, 2, [20, 21, 5, 22])];
        Released(reports, [2], released: 0).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_second_report_that_is_to_be_sent_now_is_released_though_another_of_hers_counts()
    {
        PlainReport[] reports = [new(0, 1, 0, 1, [5, 6, 7, 8]), new(1, 1, 1, 1, [8, 7, 6, 5])];
        var outcome = ScanRuns.Run(reports, new ScanTask([1], [true, false]), 1)[0];
        ScanRuns.Groups(reports, outcome).ShouldBe(["1/0", "1/1", "1/2", "1/3"]);
    }

    [Fact]
    public void The_same_value_in_two_slots_is_one_voice_and_the_first_slot_is_released()
    {
        PlainReport[] reports = [new(0, 0, 0, 2, [9, 5, 5, 5]), new(1, 1, 0, 2, [10, 11, 5, 5])];
        ScanRuns.Groups(reports, ScanRuns.Run(reports, new ScanTask([1], [false, false]), 1)[0]).ShouldBe(["0/1 1/2"]);
        ScanRuns.Run(reports[..1], new ScanTask([0], [false]), 1)[0].Released.ShouldBeEmpty();
    }

    [Fact]
    public void Sixteen_reports_among_many_are_as_many_as_a_scan_takes()
    {
        PlainReport[] reports = [.. Enumerable.Range(0, 200).Select(id => ScanCases.Naming(id, 2, (ulong)id % 100))];
        int[] touched = [.. Enumerable.Range(0, 16).Select(k => 199 - (12 * k)).Order()];
        Released(reports, touched, released: 0).ShouldBe(touched.SelectMany(id => new[] { id % 100, (id % 100) + 100 }).Distinct().Order());
    }

    private static int[] Released(PlainReport[] reports, int[] touched, int released) =>
        [.. ScanRuns.Run(reports, new ScanTask(touched, [.. reports.Select(report => report.Id < released)]), 1)[0].Released.Select(row => row.Report).Distinct()];
}
