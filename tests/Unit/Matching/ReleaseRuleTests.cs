using Chorus.Escrow.Matching;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>The three trustees' code against the definition of the rule.</summary>
public sealed class ReleaseRuleTests
{
    // Few values and few families, so that groups, ties, repeated reporters and repeated slots are common.
    private static readonly Gen<PlainReport[]> Reports =
        from values in Gen.Int[1, 6]
        from families in Gen.Int[1, 12]
        from highest in Gen.Int[1, 7]
        from reports in Gen.Select(
            Gen.Int[0, families - 1],
            Gen.Int[0, 15],
            Gen.Int[0, highest],
            Gen.ULong[1, (ulong)(3 * values)].Array[4]).Array[0, 10]
        select reports.Select((fields, id) => new PlainReport(id, fields.Item1, fields.Item2, fields.Item3, fields.Item4)).ToArray();

    [Fact]
    public void Three_trustees_release_what_the_definition_releases()
    {
        Gen.Select(Reports, Gen.Int).Sample(
            (reports, seed) => ShouldFollowTheDefinition(reports, SharedReports.Run(reports, new Random(seed))),
            iter: 400,
            threads: 1,
            print: input => Print(input.Item1));
    }

    [Fact]
    public void Thousands_of_small_cases_side_by_side_in_larger_runs()
    {
        // Forty cases that have nothing in common make one run, so that many cases cost few rounds.
        Gen.Select(Reports.Array[40], Gen.Int).Sample(
            (cases, seed) =>
            {
                var reports = cases.SelectMany(Apart).Select((report, id) => report with { Id = id }).ToArray();
                ShouldFollowTheDefinition(reports, SharedReports.Run(reports, new Random(seed)));
            },
            iter: 100,
            threads: 1,
            print: input => string.Join(Environment.NewLine, input.Item1.Select(Print)));

        static IEnumerable<PlainReport> Apart(PlainReport[] reports, int number) => reports.Select(report => report with
        {
            Family = report.Family + (100 * number),
            Slots = [.. report.Slots.Select(slot => slot + (1000 * (ulong)number))],
        });
    }

    [Fact]
    public void Groups_larger_than_any_quorum_are_released_whole()
    {
        for (var size = 6; size <= 40; size++)
        {
            var random = new Random(size);
            // Quorums 1..7 in a group of any size, and some who keep theirs.
            var reports = Enumerable.Range(0, size).Select(id => Naming(id, random.Next(8), 5)).ToArray();
            var voices = reports.Count(report => report.Quorum != PlainReport.Keep);
            var quorums = reports.Where(report => report.Quorum != PlainReport.Keep).Select(report => report.Quorum).Order().ToList();
            var released = Enumerable.Range(1, voices).LastOrDefault(rank => quorums[rank - 1] <= rank);
            SharedReports.Run(reports, random)[0].Released.Count(row => row.Slot == 1).ShouldBe(released, $"seed and size {size}");
        }
    }

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
        foreach (var size in (int[])[quorum - 1, quorum, quorum + 1, quorum + 9])
        {
            PlainReport[] reports = [.. Enumerable.Range(0, size).Select(id => Naming(id, quorum, 5)), Naming(size, PlainReport.Keep, 5)];
            var released = SharedReports.Run(reports, new Random(size))[0].Released.Where(row => row.Slot == 1).Select(row => row.Report);
            released.ShouldBe(size >= quorum ? Enumerable.Range(0, size) : [], $"{size} reports of quorum {quorum}");
        }
    }

    [Fact]
    public void No_reports_at_all_are_a_run_that_releases_nothing()
    {
        SharedReports.Run([], new Random(1)).ShouldAllBe(outcome => outcome.Released.Count == 0 && outcome.Stats.Rows == 0);
    }

    [Fact]
    public void Two_groups_have_different_tags_and_each_run_has_its_own()
    {
        PlainReport[] reports = [Naming(0, 2, 7), Naming(1, 2, 7), Naming(2, 2, 8), Naming(3, 2, 8), Naming(4, 3, 9)];
        var first = SharedReports.Run(reports, new Random(1))[0];
        var second = SharedReports.Run(reports, new Random(1))[0];
        first.Released.Select(row => row.Report).ShouldBe([0, 1, 2, 3]);
        first.Released.Concat(second.Released).Select(row => row.Tag).Distinct().Count().ShouldBe(4);
        second.RunId.ShouldNotBe(first.RunId);
    }

    [Fact]
    public void A_run_is_verified_unless_asked_otherwise_and_says_so()
    {
        SharedReports.Run([Naming(0, 1, 7)], new Random(1)).ShouldAllBe(outcome => outcome.Mode == Chorus.Mpc.VerificationMode.Verified);
    }

    // One report of its own family that names one person, in slot 1; its other slots are padding.
    private static PlainReport Naming(int id, int quorum, ulong person) =>
        new(id, id, 0, quorum, [1_000_000 + (4 * (ulong)id), person, 1_000_001 + (4 * (ulong)id), 1_000_002 + (4 * (ulong)id)]);

    internal static void ShouldFollowTheDefinition(IReadOnlyList<PlainReport> reports, RunOutcome[] outcomes)
    {
        var expected = ReleaseDefinition.Groups(reports)
            .Select(group => Text(group.Select(row => (reports.TakeWhile(report => report.Id != row.Report).Count(), row.Slot))))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var outcome in outcomes)
        {
            outcome.Released.GroupBy(row => row.Tag)
                .Select(group => Text(group.Select(row => (row.Report, row.Slot))))
                .Order(StringComparer.Ordinal).ToList().ShouldBe(expected);
        }
    }

    private static string Text(IEnumerable<(int Report, int Slot)> group) =>
        string.Join(' ', group.Order().Select(row => $"{row.Report}/{row.Slot}"));

    private static string Print(PlainReport[] reports) => string.Join(' ', reports.Select(report => report.ToString()));
}
