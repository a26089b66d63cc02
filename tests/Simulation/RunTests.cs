using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_report_that_a_trustee_names_as_withdrawn_is_counted_as_left_out_by_it_as_long_as_another_holds_it()
    {
        var (first, second) = (_circle.NewReporter().Deposit(3, 1), _circle.NewReporter().Deposit(3, 1));
        _circle.Send(first);
        _circle.Send(second);
        var observer = _circle.Trustees[0];

        observer.NoteNamed(2, [first.Signed.Statement.Handle, second.Signed.Statement.Handle, Handle.New()]);
        _circle.Run();
        observer.Lacking.ShouldBe([new PeerCount(2, Reports: 2, Runs: 1)]);

        observer.NoteNamed(2, [first.Signed.Statement.Handle]);
        _circle.Run();
        observer.Lacking.ShouldBe([new PeerCount(2, Reports: 1, Runs: 2)]);

        _circle.Run();
        observer.Lacking.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_comes_out_before_the_quorum_and_everything_after_it()
    {
        var reports = Enumerable.Range(0, 3).Select(_ => _circle.NewReporter().Deposit(3, 1)).ToList();
        _circle.Send(reports[0]);
        _circle.Send(reports[1]);
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBeEmpty();

        _circle.Send(reports[2]);
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed && report.Number == 2);

        _circle.Site.Released.Count.ShouldBe(3);
        foreach (var (first, second) in new[] { (0, 1), (1, 2), (2, 0) })
        {
            foreach (var report in reports)
            {
                var opened = _circle.Site.Open(report, first, second);
                opened.Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
                opened.Matches.Single().Identifier.ShouldBe(0);
            }
        }
    }

    [Fact]
    public void A_trustee_that_leaves_a_report_out_of_its_list_is_seen_by_the_two_others()
    {
        var report = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Run();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Lacking.Count == 0);

        // To the two others, a trustee that acknowledged it and leaves it out is as one that never had it.
        _circle.Send(report, 0, 1);
        _circle.Run();
        _circle.Run();

        _circle.Trustees[0].Lacking.ShouldBe([new PeerCount(2, Reports: 1, Runs: 2)]);
        _circle.Trustees[1].Lacking.ShouldBe([new PeerCount(2, Reports: 1, Runs: 2)]);
        _circle.Trustees[2].Lacking.ShouldBeEmpty();

        _circle.Send(report, 2);
        _circle.Run();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Lacking.Count == 0);
    }

    [Fact]
    public void An_unchanged_list_is_not_computed_again()
    {
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);

        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Unchanged);
        _circle.Restart(0);
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Unchanged);
    }

    [Fact]
    public void A_half_deposited_report_stays_out_and_comes_in_when_it_is_completed()
    {
        var half = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(half, 0, 2);

        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBeEmpty();
        _circle.Trustees[0].Reports.ShouldBe(2);

        _circle.Send(half, 1);
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public void Where_lists_differ_the_highest_version_that_all_three_hold_takes_part()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        var second = reporter.Change(first, 0, 1);
        _circle.Send(first);
        _circle.Send(second, 0, 1);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));

        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);

        _circle.Site.Released.ShouldContain((first.Signed.Statement.Handle, 1u));
        _circle.Send(second, 2).ShouldAllBe(answer => answer.Problem == null);
        _circle.Run().ShouldAllBe(report => report.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public void A_report_that_one_trustee_has_seen_withdrawn_stays_out()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        _circle.Send(report);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(reporter.Withdraw(report), 1);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);

        _circle.Site.Released.ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_new_in_a_group_brings_the_old_members_records_again()
    {
        var old = new[] { _circle.NewReporter().Deposit(2, 1), _circle.NewReporter().Deposit(2, 1) };
        old.ToList().ForEach(report => _circle.Send(report));
        _circle.Run();
        _circle.Send(_circle.NewReporter().Deposit(3, 1));
        _circle.Send(_circle.NewReporter().Deposit(2, 2));

        var run = _circle.Run()[0];

        _circle.Site.Groups(run.Number, 0).Single().Count.ShouldBe(3);
        _circle.Site.Open(old[0], 1, 2).RunNumber.ShouldBe(run.Number);
    }

    [Fact]
    public void A_withdrawal_before_the_release_list_is_signed_leaves_the_whole_group_out()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var pair = new[] { _circle.NewReporter().Deposit(2, 2), _circle.NewReporter().Deposit(2, 2) };
        _circle.Send(report);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        pair.ToList().ForEach(other => _circle.Send(other));

        var runs = _circle.Run((trustee, sent, _, _) =>
        {
            // Well inside of the computation.
            if (trustee == 1 && sent == 20)
            {
                _circle.Send(reporter.Withdraw(report), 1).ShouldAllBe(answer => answer.Problem == null);
            }
        });

        runs.ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBe(pair.Select(other => (other.Signed.Statement.Handle, 1u)), ignoreOrder: true);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public void A_trustee_that_would_use_up_the_numbers_of_runs_gets_no_run()
    {
        _circle.Send(_circle.NewReporter().Deposit(1, 1));
        _circle.Stop(0);
        using (var store = SqliteReportStore.Open(_circle.Folder(0).Database, _circle.Folder(0).ReportKeys, new byte[32]))
        {
            store.Complete(new StoredRun(uint.MaxValue - 1, "2026-11-23T20Z", new byte[32]), [], []);
        }

        _circle.Restart(0);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Aborted);
        _circle.Trustees[1].LastCompleted.ShouldBeNull();
        _circle.Trustees[2].LastAttempt!.Sentence.ShouldContain("trustee 0");
    }
}
