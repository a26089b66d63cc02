using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

/// <summary>What a scan is asked for has to fit its list, and has to be the same at all three.</summary>
public sealed class ScanTaskTests
{
    private static readonly PlainReport[] Reports = [.. Enumerable.Range(0, 20).Select(id => ScanCases.Naming(id, 2, (ulong)id / 2))];

    [Fact]
    public void Trustees_whose_tasks_differ_do_not_begin()
    {
        var task = new ScanTask([3, 4], NoneReleased());
        ScanTask?[] others = [new ScanTask([3], NoneReleased()), new ScanTask([3, 5], NoneReleased()), new ScanTask([3, 4], [true, .. NoneReleased()[1..]]), null];
        var lists = SharedReports.Split(Reports, new Random(1));
        foreach (var other in others)
        {
            var aborted = Should.Throw<MatchAbortedException>(() => ThreeParties.Run(seat =>
            {
                using var session = Session.Open(seat, new Meter(TimeProvider.System));
                return MatchRun.Execute(session, ReportColumns.Of(lists[seat.Party]), seat.Party == 2 ? other : task).Released.Count;
            }));
            aborted.Step.ShouldBe("agree");
        }
    }

    [Fact]
    public void A_task_that_does_not_fit_its_list_is_the_callers_mistake()
    {
        ScanTask[] bad =
        [
            new([20], NoneReleased()), new([-1], NoneReleased()), new([4, 4], NoneReleased()), new([4, 3], NoneReleased()),
            new([3], NoneReleased()[1..]), new([3], [.. NoneReleased(), false]), new([.. Enumerable.Range(0, 17)], NoneReleased()),
        ];
        foreach (var task in bad)
        {
            Should.Throw<ArgumentException>(() => ScanRuns.Run(Reports, task, 1));
        }

        ScanRuns.Run(Reports, new ScanTask([.. Enumerable.Range(0, 16)], NoneReleased()), 1)[0].Released.Count.ShouldBe(16);
    }

    [Fact]
    public void Where_reports_only_went_away_there_is_nothing_to_compute()
    {
        var outcome = ScanRuns.Run(Reports, new ScanTask([], NoneReleased()), 1)[0];
        outcome.Released.ShouldBeEmpty();
        outcome.Stats.Phases.ShouldHaveSingleItem().Name.ShouldBe("agree");
        ScanRuns.Run([], new ScanTask([], []), 1)[0].Released.ShouldBeEmpty();
    }

    private static bool[] NoneReleased() => new bool[Reports.Length];
}
