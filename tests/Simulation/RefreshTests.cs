using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

public sealed class RefreshTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void After_a_refresh_all_parts_are_new_and_share_what_the_old_ones_shared()
    {
        var reports = new[] { _circle.NewReporter().Deposit(2, 1), _circle.NewReporter().Deposit(0), _circle.NewReporter().Deposit(5, 1, 2, 3) };
        reports.ToList().ForEach(report => _circle.Send(report));
        var before = reports.Select(report => PartsAt.Of(_circle, report)).ToList();

        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);

        foreach (var (old, report) in before.Zip(reports))
        {
            var fresh = PartsAt.Of(_circle, report);
            old.Epoch.ShouldBe(0u);
            fresh.Epoch.ShouldBe(2u);
            fresh.Shared().ShouldBe(old.Shared());
            for (var i = 0; i < 3; i++)
            {
                fresh.Stores[i].PartOwn.ShouldNotBe(old.Stores[i].PartOwn);
                fresh.Stores[i].PartOwn.AsSpan(Part.Length - 16).SequenceEqual(old.Stores[i].PartOwn.AsSpan(Part.Length - 16)).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_report_is_released_after_a_refresh_and_opens_with_the_records_of_any_two()
    {
        var first = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(first);
        _circle.Refresh();
        _circle.Refresh();
        var second = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(second);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);

        foreach (var report in new[] { first, second })
        {
            foreach (var (a, b) in new[] { (0, 1), (1, 2), (2, 0) })
            {
                _circle.Site.Open(report, a, b).Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
            }
        }
    }

    [Fact]
    public void What_was_released_before_stays_released_and_its_records_can_still_be_fetched()
    {
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Run();
        var records = _circle.Trustees[1].Releases(0);

        _circle.Refresh();
        _circle.Restart(1);

        _circle.Trustees[1].Releases(0).Select(release => release.Record).ShouldBe(records.Select(release => release.Record));
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Unchanged);
    }

    [Fact]
    public void After_a_refresh_no_file_holds_an_old_part_or_an_old_key()
    {
        var report = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(report);
        Enumerable.Range(2, 30).ToList().ForEach(person => _circle.Send(_circle.NewReporter().Deposit(7, person)));
        var before = Enumerable.Range(0, 3).Select(i => RowAt(i, report)).ToList();
        for (var i = 0; i < 3; i++)
        {
            FilesHold(i, before[i].Key).ShouldBeTrue();
            _circle.Restart(i);
        }

        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);

        for (var i = 0; i < 3; i++)
        {
            var after = RowAt(i, report);
            FilesHold(i, after.Key).ShouldBeTrue();
            FilesHold(i, before[i].Key).ShouldBeFalse();
            FilesHold(i, before[i].Row.PartOwn).ShouldBeFalse();
            FilesHold(i, before[i].Row.PartNext).ShouldBeFalse();
            after.Row.PartOwn.ShouldNotBe(before[i].Row.PartOwn);
            _circle.Restart(i);
            _circle.Trustees[i].Reports.ShouldBe(31);
        }
    }

    [Fact]
    public void Deposits_changes_and_withdrawals_go_on_during_a_refresh_and_nothing_withdrawn_comes_back()
    {
        var reporter = _circle.NewReporter();
        var gone = reporter.Deposit(1, 1);
        var changing = _circle.NewReporter();
        var first = changing.Deposit(3, 2);
        var second = changing.Change(first, 2, 2);
        var late = _circle.NewReporter().Deposit(2, 2);
        _circle.Send(gone);
        _circle.Send(first);

        for (var at = 0; at < 24; at++)
        {
            var moment = at;
            _circle.Refresh((trustee, sent, _, _) =>
            {
                if (trustee != 1 || sent != moment)
                {
                    return;
                }

                // One step of the story at one moment of each refresh, so that each meets another one.
                var answers = moment switch
                {
                    5 => _circle.Send(second),
                    9 => _circle.Send(late),
                    13 => _circle.Send(reporter.Withdraw(gone), 1),
                    14 => _circle.Send(reporter.Withdraw(gone)),
                    _ => [],
                };
                answers.ShouldAllBe(answer => answer.Problem == null);
            }).ShouldAllBe(refresh => refresh.End == RunEnd.Completed);
        }

        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 2);
        _circle.Send(gone).ShouldAllBe(answer => answer.Problem == StatementProblem.Withdrawn);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBe([(second.Signed.Statement.Handle, 2u), (late.Signed.Statement.Handle, 1u)], ignoreOrder: true);
        _circle.Site.Open(second, 2, 0).Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
    }

    [Fact]
    public void A_report_that_one_trustee_has_seen_withdrawn_keeps_its_old_parts_at_the_two_others_until_they_see_it_too()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        _circle.Send(report);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        var withdrawal = reporter.Withdraw(report);

        // After the list was agreed, before the handles that are gone are compared.
        _circle.Refresh((trustee, sent, _, _) =>
        {
            if (trustee == 2 && sent == 8)
            {
                _circle.Send(withdrawal, 2).ShouldAllBe(answer => answer.Problem == null);
            }
        }).ShouldAllBe(refresh => refresh.End == RunEnd.Completed);

        _circle.Trustees[0].Reports.ShouldBe(2);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBeEmpty();
        _circle.Send(withdrawal).ShouldAllBe(answer => answer.Problem == null);
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 1);
        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);
    }

    [Fact]
    public void A_trustee_with_parts_from_a_backup_is_found_out_and_costs_nothing()
    {
        var report = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(report);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        var (files, saved) = (_circle.Folder(0), new Dictionary<string, byte[]>(StringComparer.Ordinal));
        _circle.Stop(0);
        foreach (var file in new[] { files.Database, files.ReportKeys })
        {
            saved[file] = File.ReadAllBytes(file);
        }

        _circle.Restart(0);
        _circle.Refresh();
        _circle.Stop(0);
        foreach (var (file, bytes) in saved)
        {
            File.WriteAllBytes(file, bytes);
        }

        _circle.Restart(0);
        var runs = _circle.Run();

        runs.ShouldAllBe(run => run.End == RunEnd.Aborted);
        runs[1].Sentence.ShouldContain("epochs 1, 2, 2");
        _circle.Site.Released.ShouldBeEmpty();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 2);
    }

    /// <summary>The stored row of a report and the key that seals it, read from the files of a trustee that is stopped for it.</summary>
    private (byte[] Key, StoredVersion Row) RowAt(int trustee, SealedDeposit report)
    {
        _circle.Stop(trustee);
        var folder = _circle.Folder(trustee);
        using var store = SqliteReportStore.Open(folder.Database, folder.ReportKeys, KeyFolder.LoadSalt(folder));
        var statement = report.Signed.Statement;
        return (store.KeyOf(statement.Handle, statement.Version), store.Read(statement.Handle, statement.Version));
    }

    private bool FilesHold(int trustee, byte[] bytes) =>
        Directory.EnumerateFiles(_circle.Folder(trustee).Root, "*", SearchOption.AllDirectories)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
}
