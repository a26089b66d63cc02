using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests;

/// <summary>
/// A run looks at what is new only while all three remember the same list of a completed run; whenever one does not, it goes over all. What comes out is the same.
/// </summary>
public sealed class ScanTests : IDisposable
{
    private const int Old = 20;

    private readonly Circle _circle = Circle.InMemory();
    private readonly List<SealedDeposit> _old = [];

    public ScanTests()
    {
        for (var i = 0; i < Old; i++)
        {
            _old.Add(_circle.NewReporter().Deposit(3, i / 2));
            _circle.Send(_old[i]);
        }
    }

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_run_after_a_completed_one_compares_what_is_new_with_all()
    {
        OverAll(_circle.Run());
        _circle.Send(_circle.NewReporter().Deposit(7, 4));
        Scans(_circle.Run());
        _circle.Site.Released.ShouldBeEmpty();

        var third = _circle.NewReporter().Deposit(2, 4);
        _circle.Send(third);
        Scans(_circle.Run());
        ReleasedAre(_old[8], _old[9], third);
        _circle.Site.Open(_old[8], 0, 2).RunNumber.ShouldBe(3u);
    }

    [Fact]
    public void A_group_that_was_released_gets_records_again_when_somebody_comes_into_it_in_a_scan()
    {
        _circle.Send(_circle.NewReporter().Deposit(3, 4));
        OverAll(_circle.Run());
        _circle.Send(_circle.NewReporter().Deposit(4, 4));

        var run = Scans(_circle.Run())[0];

        _circle.Site.Groups(run.Number, 0).Single().Count.ShouldBe(4);
        _circle.Site.Open(_old[8], 1, 2).RunNumber.ShouldBe(run.Number);
    }

    [Fact]
    public void A_changed_report_counts_as_new_and_its_old_version_not_at_all()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(7, 4);
        _circle.Send(first);
        OverAll(_circle.Run());
        var lowered = reporter.Change(first, 3, 4);
        _circle.Send(lowered);

        Scans(_circle.Run());

        ReleasedAre(_old[8], _old[9], lowered);
    }

    [Fact]
    public void When_a_reporters_better_report_goes_her_other_one_counts_though_nothing_is_new()
    {
        var reporter = _circle.NewReporter();
        var (better, other) = (reporter.Deposit(2, 4), reporter.Deposit(3, 4));
        _circle.Send(better);
        _circle.Send(other);
        OverAll(_circle.Run());
        ReleasedAre(_old[8], _old[9], better);
        _circle.Send(reporter.Withdraw(better));

        Scans(_circle.Run());

        ReleasedAre(_old[8], _old[9], better, other);
    }

    [Fact]
    public void Where_reports_only_went_away_nothing_is_compared()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 4);
        _circle.Send(report);
        OverAll(_circle.Run());
        _circle.Send(reporter.Withdraw(report));

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed && run.Outcome!.Stats.AndGates == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void After_a_restart_of_one_trustee_the_next_run_goes_over_all(int trustee)
    {
        _circle.Run();
        _circle.Restart(trustee);
        var third = _circle.NewReporter().Deposit(3, 4);
        _circle.Send(third);
        OverAll(_circle.Run());
        ReleasedAre(_old[8], _old[9], third);

        _circle.Send(_circle.NewReporter().Deposit(3, 30));
        Scans(_circle.Run());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void After_a_run_that_only_some_completed_the_next_one_goes_over_all_and_nothing_is_lost(int party)
    {
        _circle.Run();
        var third = _circle.NewReporter().Deposit(3, 4);
        _circle.Send(third);
        using var signature = new SignatureCut(party);
        var runs = _circle.Run(signature.BeforeSend);
        runs.Count(run => run.End == RunEnd.Completed).ShouldBe(1);

        _circle.Send(_circle.NewReporter().Deposit(7, 30));
        OverAll(_circle.Run());
        ReleasedAre(_old[8], _old[9], third);
        _circle.Send(_circle.NewReporter().Deposit(7, 31));
        Scans(_circle.Run());
        ReleasedAre(_old[8], _old[9], third);
    }

    [Fact]
    public void A_scan_that_was_cut_is_done_again()
    {
        _circle.Run();
        var third = _circle.NewReporter().Deposit(3, 4);
        _circle.Send(third);
        _circle.Run((trustee, sent, _, cut) =>
        {
            if (trustee == 1 && sent == 60)
            {
                cut(1);
            }
        }).ShouldAllBe(run => run.End == RunEnd.Aborted);

        Scans(_circle.Run());

        ReleasedAre(_old[8], _old[9], third);
    }

    [Fact]
    public void A_group_that_was_left_out_for_a_withdrawal_comes_up_again_in_a_run_over_all()
    {
        _circle.Run();
        var leaving = _circle.NewReporter();
        var (fourth, last) = (_circle.NewReporter().Deposit(3, 4), leaving.Deposit(3, 4));
        _circle.Send(fourth);
        _circle.Send(last);
        Scans(_circle.Run((trustee, sent, _, _) =>
        {
            if (trustee == 1 && sent == 60)
            {
                _circle.Send(leaving.Withdraw(last)).ShouldAllBe(answer => answer.Problem == null);
            }
        }));
        _circle.Site.Released.ShouldBeEmpty();

        OverAll(_circle.Run());

        ReleasedAre(_old[8], _old[9], fourth);
    }

    [Fact]
    public void Parts_of_another_epoch_go_through_a_run_over_all_first()
    {
        _circle.Run();
        _circle.Refresh().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Send(_circle.NewReporter().Deposit(3, 4));
        OverAll(_circle.Run());
        _circle.Site.Released.Count.ShouldBe(3);
    }

    [Fact]
    public void More_new_reports_than_a_scan_takes_go_through_a_run_over_all()
    {
        _circle.Run();
        for (var i = 0; i < 17; i++)
        {
            _circle.Send(_circle.NewReporter().Deposit(3, 100 + i));
        }

        OverAll(_circle.Run());
    }

    private static RunReport[] Scans(RunReport[] runs) => WithStep(runs, "compare");

    private static RunReport[] OverAll(RunReport[] runs) => WithStep(runs, "sort");

    private static RunReport[] WithStep(RunReport[] runs, string step)
    {
        runs.ShouldAllBe(run => run.End == RunEnd.Completed);
        runs.ShouldAllBe(run => run.Outcome!.Stats.Phases.Any(phase => phase.Name == step));
        return runs;
    }

    private void ReleasedAre(params SealedDeposit[] reports) =>
        _circle.Site.Released.ShouldBe(reports.Select(report => (report.Signed.Statement.Handle, report.Signed.Statement.Version)), ignoreOrder: true);
}
