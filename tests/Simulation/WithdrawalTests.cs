using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

public sealed class WithdrawalTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_withdrawal_is_acknowledged_and_so_is_its_retry_also_after_a_restart()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var withdrawal = reporter.Withdraw(report);
        _circle.Send(report);

        var acks = _circle.Send(withdrawal).Select(answer => answer.Ack!).ToList();
        _circle.Restart(0);

        Acknowledgement.VerifyAll(_circle.Manifest, withdrawal.Hash, acks).ShouldBeTrue();
        Acknowledgement.VerifyAll(_circle.Manifest, withdrawal.Hash, [.. _circle.Send(withdrawal).Select(answer => answer.Ack!)]).ShouldBeTrue();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 0);
    }

    [Fact]
    public void A_withdrawn_report_cannot_be_replayed_or_changed()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var change = reporter.Change(report, 3, 1);
        _circle.Send(report);
        _circle.Send(reporter.Withdraw(report));
        _circle.Restart(2);

        _circle.Send(report).ShouldAllBe(answer => answer.Problem == StatementProblem.Withdrawn);
        _circle.Send(change).ShouldAllBe(answer => answer.Problem == StatementProblem.Withdrawn);
        _circle.Send(reporter.Withdraw(change)).ShouldAllBe(answer => answer.Ack != null);
        _circle.Send(report).ShouldAllBe(answer => answer.Problem == StatementProblem.Withdrawn);
    }

    [Fact]
    public void A_withdrawal_is_acknowledged_by_a_trustee_that_took_another_one_of_the_same_report()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var change = reporter.Change(report, 3, 1);
        _circle.Send(report);
        // Trustee 2 takes a withdrawal of the first version; the two others take the change first, and a withdrawal of that.
        _circle.Send(reporter.Withdraw(report), 2).Single().Problem.ShouldBeNull();
        _circle.Send(change, 0, 1).ShouldAllBe(answer => answer.Problem == null);

        var second = reporter.Withdraw(change);
        var acks = _circle.Send(second).Select(answer => answer.Ack!).ToList();

        Acknowledgement.VerifyAll(_circle.Manifest, second.Hash, acks).ShouldBeTrue();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 0);
    }

    [Fact]
    public void A_change_that_all_three_have_and_the_site_does_not_know_of_does_not_stand_in_the_way_of_a_withdrawal()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var change = reporter.Change(report, 3, 1);
        _circle.Send(report);
        _circle.Send(change);
        // The run destroys the version that the site, which heard no answer to the change, still shows her.
        _circle.Run();
        _circle.VersionsAt(0, report).ShouldBe([2u]);

        _circle.Send(reporter.Withdraw(report)).ShouldAllBe(answer => answer.Problem == null);
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 0);
    }

    [Fact]
    public void A_withdrawal_of_a_version_that_two_changes_have_replaced_is_refused()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var change = reporter.Change(report, 3, 1);
        _circle.Send(report);
        _circle.Send(change);
        _circle.Send(reporter.Change(change, 2, 1));
        _circle.Run();

        _circle.Send(reporter.Withdraw(report)).ShouldAllBe(answer => answer.Problem == StatementProblem.VersionConflict);
    }

    [Fact]
    public void A_withdrawal_by_another_receipt_or_of_an_unknown_report_is_refused()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        _circle.Send(reporter.Withdraw(report)).ShouldAllBe(answer => answer.Problem == StatementProblem.UnknownReport);
        _circle.Send(report);
        var stranger = _circle.NewReporter();
        var statement = Statement.Decode(reporter.Withdraw(report).Bytes);
        var bytes = statement.Encode();

        _circle.Trustees[0].Accept(bytes, stranger.Keys.Signing.Sign(bytes), null).Problem.ShouldBe(StatementProblem.BadSignature);
        _circle.Trustees[0].Reports.ShouldBe(1);
    }

    [Fact]
    public void A_change_that_reached_one_trustee_only_does_not_stand_in_the_way_of_a_withdrawal()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        _circle.Send(report);
        _circle.Send(reporter.Change(report, 5, 1), 1);

        _circle.Send(reporter.Withdraw(report)).ShouldAllBe(answer => answer.Problem == null);
    }

    [Fact]
    public void After_a_withdrawal_no_file_holds_handle_parts_or_key()
    {
        var reporter = _circle.NewReporter();
        var others = Enumerable.Range(0, 40).Select(i => _circle.NewReporter().Deposit(7, i)).ToList();
        others.Take(20).ToList().ForEach(report => _circle.Send(report));
        var first = reporter.Deposit(1, 1);
        var second = reporter.Change(first, 1, 1, 2);
        _circle.Send(first);
        _circle.Run();
        _circle.Send(second);
        others.Skip(20).ToList().ForEach(report => _circle.Send(report));
        _circle.Run();
        _circle.Site.Released.ShouldContain((second.Signed.Statement.Handle, 2u));

        for (var i = 0; i < 3; i++)
        {
            // Searched while the trustee is down, so that its files are all there is; first they do hold the key.
            _circle.Stop(i);
            var before = SlotOfOnlyReleased(i, second);
            FilesHold(i, before.Key).ShouldBeTrue();
            _circle.Restart(i);
            _circle.Send(reporter.Withdraw(second), i).ShouldAllBe(answer => answer.Problem == null);
            _circle.Stop(i);

            FilesHold(i, before.Key).ShouldBeFalse();
            FilesHold(i, second.Signed.Statement.Handle.ToArray()).ShouldBeFalse();
            FilesHold(i, before.PartOwn).ShouldBeFalse();
            FilesHold(i, before.PartNext).ShouldBeFalse();
            FilesHold(i, reporter.Keys.Signing.PublicKey).ShouldBeFalse();
            _circle.Restart(i);
            _circle.Trustees[i].Reports.ShouldBe(40);
        }
    }

    /// <summary>The stored parts of a report and the key that seals its row, read from the files of a stopped trustee.</summary>
    private (byte[] Key, byte[] PartOwn, byte[] PartNext) SlotOfOnlyReleased(int trustee, SealedDeposit report)
    {
        var folder = _circle.Folder(trustee);
        using var store = SqliteReportStore.Open(folder.Database, folder.ReportKeys, KeyFolder.LoadSalt(folder));
        var statement = report.Signed.Statement;
        var row = store.Read(statement.Handle, statement.Version);
        return (store.KeyOf(statement.Handle, statement.Version), row.PartOwn, row.PartNext);
    }

    private bool FilesHold(int trustee, byte[] bytes) =>
        Directory.EnumerateFiles(_circle.Folder(trustee).Root, "*", SearchOption.AllDirectories)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
}
