using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>One reporter counts once for one identifier, by the best of her reports.</summary>
public sealed class DedupeTests
{
    [Fact]
    public void Two_reports_of_one_reporter_are_not_two_voices()
    {
        Released(Naming(0, family: 1, number: 0, quorum: 2), Naming(1, family: 1, number: 1, quorum: 2)).ShouldBeEmpty();
        Released(Naming(0, family: 1, number: 0, quorum: 2), Naming(1, family: 2, number: 1, quorum: 2)).ShouldBe([0, 1]);
    }

    [Fact]
    public void The_report_with_the_smaller_quorum_counts_and_the_other_stays_held()
    {
        Released(
            Naming(0, family: 1, number: 0, quorum: 3),
            Naming(1, family: 1, number: 1, quorum: 2),
            Naming(2, family: 2, number: 0, quorum: 2)).ShouldBe([1, 2]);
    }

    [Fact]
    public void Among_equal_quorums_the_smaller_number_counts_whatever_the_handles()
    {
        Released(
            Naming(0, family: 1, number: 5, quorum: 2),
            Naming(1, family: 1, number: 3, quorum: 2),
            Naming(2, family: 2, number: 0, quorum: 2)).ShouldBe([1, 2]);
    }

    [Fact]
    public void Among_equal_numbers_the_smaller_handle_counts()
    {
        Released(
            Naming(0, family: 1, number: 3, quorum: 2),
            Naming(1, family: 1, number: 3, quorum: 2),
            Naming(2, family: 2, number: 0, quorum: 2)).ShouldBe([0, 2]);
    }

    [Fact]
    public void A_report_of_quorum_one_is_released_even_if_another_of_hers_counts()
    {
        Released(
            Naming(0, family: 1, number: 0, quorum: 1),
            Naming(1, family: 1, number: 1, quorum: 1)).ShouldBe([0, 1]);
    }

    [Fact]
    public void A_kept_report_gives_way_to_one_that_counts_and_never_counts_itself()
    {
        Released(
            Naming(0, family: 1, number: 0, quorum: PlainReport.Keep),
            Naming(1, family: 1, number: 1, quorum: 2),
            Naming(2, family: 2, number: 0, quorum: 2)).ShouldBe([1, 2]);
        Released(
            Naming(0, family: 1, number: 0, quorum: PlainReport.Keep),
            Naming(1, family: 2, number: 0, quorum: 2)).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_value_in_two_slots_is_one_voice_and_the_first_slot_is_released()
    {
        var twice = new PlainReport(0, 1, 0, 2, [7, 100, 7, 7]);
        SharedReports.Run([twice], new Random(1))[0].Released.ShouldBeEmpty();
        var released = SharedReports.Run([twice, Naming(1, family: 2, number: 0, quorum: 2)], new Random(2))[0].Released;
        released.Select(row => (row.Report, row.Slot)).ShouldBe([(0, 0), (1, 1)]);
    }

    [Fact]
    public void Full_families_are_one_voice_each()
    {
        // Two families of sixteen reports about one person: quorum 3 is not met by two people.
        var reports = Enumerable.Range(0, 32).Select(id => Naming(id, id / 16, id % 16, 3)).ToArray();
        Released(reports).ShouldBeEmpty();
        Released([.. reports, Naming(32, 9, 0, 3)]).ShouldBe([0, 16, 32]);
    }

    private static int[] Released(params PlainReport[] reports) =>
        [.. SharedReports.Run(reports, new Random(1))[0].Released.Select(row => row.Report).Distinct()];

    private static PlainReport Naming(int id, int family, int number, int quorum) =>
        new(id, family, number, quorum, [1000 + (ulong)id, 7, 2000 + (ulong)id, 3000 + (ulong)id]);
}
