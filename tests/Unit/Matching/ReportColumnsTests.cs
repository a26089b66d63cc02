using Chorus.Escrow.Matching;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>The columns of a run, which are filled in any order and may lose reports before it begins.</summary>
public sealed class ReportColumnsTests
{
    [Fact]
    public void A_run_over_columns_that_reports_were_taken_out_of_releases_what_one_over_the_rest_does()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            PlainReport[] reports = [.. Enumerable.Range(0, 24).Select(id => new PlainReport(id, random.Next(10), id % 16, 1 + random.Next(4), [Name(random), Name(random), Name(random), Name(random)]))];
            var gone = Enumerable.Range(0, reports.Length).Where(_ => random.Next(3) == 0).ToHashSet();
            PlainReport[] rest = [.. reports.Where((_, place) => !gone.Contains(place))];
            var lists = SharedReports.Split(reports, random);

            var released = Run(party =>
            {
                var columns = Shuffled(lists[party], new Random(seed));
                columns.Remove(gone);
                return columns;
            });

            var expected = SharedReports.Run(rest, random)[0].Released.Select(row => (row.Report, row.Slot)).Order().ToArray();
            released.ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public void Nothing_is_computed_over_columns_of_which_one_was_never_set()
    {
        var list = SharedReports.Split([.. Enumerable.Range(1, 3).Select(id => new PlainReport(id, id, 0, 2, [1, 2, 3, 4]))], new Random(1))[0];
        var columns = new ReportColumns(3);
        columns.Set(0, list[0]);
        columns.Set(2, list[2]);

        columns.IsInOrder().ShouldBeFalse();
    }

    [Fact]
    public void There_is_no_place_behind_the_last_one()
    {
        var list = SharedReports.Split([new PlainReport(1, 1, 0, 2, [1, 2, 3, 4])], new Random(1))[0];

        Should.Throw<ArgumentOutOfRangeException>(() => new ReportColumns(1).Set(1, list[0]));
        Should.Throw<ArgumentOutOfRangeException>(() => new ReportColumns(MatchRun.MostReports + 1));
    }

    private static ulong Name(Random random) => (ulong)random.Next(1, 9);

    // Set in another order than theirs.
    private static ReportColumns Shuffled(HeldReport[] list, Random random)
    {
        var columns = new ReportColumns(list.Length);
        int[] places = [.. Enumerable.Range(0, list.Length)];
        random.Shuffle(places);
        foreach (var place in places)
        {
            columns.Set(place, list[place]);
        }

        return columns;
    }

    private static (int Report, int Slot)[] Run(Func<int, ReportColumns> columns) => [.. ThreeParties.Run(seat =>
    {
        using var session = Session.Open(seat, new Meter(TimeProvider.System));
        return MatchRun.Execute(session, columns(seat.Party));
    })[0].Released.Select(row => (row.Report, row.Slot)).Order()];
}
