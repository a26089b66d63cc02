using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests;

public sealed class DepositTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_deposit_is_acknowledged_by_all_three_and_the_acknowledgements_verify()
    {
        var report = _circle.NewReporter().Deposit(2, 1);

        var acks = _circle.Send(report).Select(answer => answer.Ack!).ToList();

        Acknowledgement.VerifyAll(_circle.Manifest, report.Signed.Hash, acks).ShouldBeTrue();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 1);
    }

    [Fact]
    public void A_retry_is_acknowledged_again_and_stores_nothing_twice()
    {
        var report = _circle.NewReporter().Deposit(2, 1);

        _circle.Send(report);
        var again = _circle.Send(report).Select(answer => answer.Ack!).ToList();

        Acknowledgement.VerifyAll(_circle.Manifest, report.Signed.Hash, again).ShouldBeTrue();
        _circle.Trustees.ShouldAllBe(trustee => trustee.Reports == 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_group_whose_write_fails_nothing_is_acknowledged_and_a_retry_keeps_each_once(bool afterTheWrite)
    {
        using var circle = Circle.InMemory();
        SealedDeposit[] reports = [.. Enumerable.Range(1, 5).Select(name => circle.NewReporter().Deposit(2, name))];
        // The third has the packet of another trustee.
        Submission[] group = [.. reports.Select((report, i) => new Submission(report.Signed.Bytes, report.Signed.Signature, report.Packets[i == 2 ? 1 : 0]))];

        circle.Store(0).FailAt(0, afterTheWrite);
        Should.Throw<IOException>(() => circle.Trustees[0].Accept(group));
        circle.Trustees[0].Reports.ShouldBe(0);
        circle.Store(0).Heal();
        circle.Restart(0);
        circle.Trustees[0].Reports.ShouldBe(afterTheWrite ? 4 : 0);

        var answers = circle.Trustees[0].Accept(group);
        answers.Select(answer => answer.Problem).ShouldBe([null, null, StatementProblem.BadPacket, null, null]);
        circle.Trustees[0].Accept(group).Select(answer => answer.Problem).ShouldBe(answers.Select(answer => answer.Problem));
        circle.Restart(0);
        circle.Trustees[0].Reports.ShouldBe(4);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(70)]
    public void What_is_acknowledged_at_once_shares_a_signature_each_64_and_what_is_refused_has_no_place(int count)
    {
        SealedDeposit[] reports = [.. Enumerable.Range(0, count).Select(_ => _circle.NewReporter().Deposit(2, 1))];
        int[] refused = [0, 7, 8];
        Submission[] group = [.. reports.Select((report, i) => new Submission(report.Signed.Bytes, report.Signed.Signature, report.Packets[refused.Contains(i) ? 1 : 0]))];
        var key = _circle.Manifest.Trustees[0].SigningKey;

        // The second time the last one comes first, so that all others have another place.
        foreach (var sent in new[] { group, [.. group[^1..], .. group[..^1]] })
        {
            var answers = _circle.Trustees[0].Accept(sent);

            for (var i = 0; i < count; i++)
            {
                var ack = answers[i].Ack;
                var known = sent == group ? !refused.Contains(i) : !refused.Contains(i - 1);
                (ack is not null).ShouldBe(known);
                (ack is not null && !Acknowledgement.Verify(key, 0, Statement.HashOf(sent[i].Statement), ack)).ShouldBeFalse();
            }

            var acks = answers.Select(answer => answer.Ack).OfType<byte[]>().ToList();
            acks.Select(ack => (int)ack[0]).ShouldBe(Enumerable.Range(0, count - refused.Length).Select(place => place % 64));
            acks.Select(ack => Convert.ToHexString(ack.AsSpan(193))).Distinct(StringComparer.Ordinal).Count().ShouldBe(count > 64 + refused.Length ? 2 : 1);
        }
    }

    [Fact]
    public void A_change_follows_its_predecessor_and_an_old_statement_does_not_come_back()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(3, 1);
        var second = reporter.Change(first, 2, 1);
        var third = reporter.Change(second, 5, 1);
        _circle.Send(first);

        Problems(_circle.Send(third)).ShouldAllBe(problem => problem == StatementProblem.VersionConflict);
        Problems(_circle.Send(second)).ShouldAllBe(problem => problem == null);
        Problems(_circle.Send(third)).ShouldAllBe(problem => problem == null);
        Problems(_circle.Send(reporter.Change(first, 4, 1))).ShouldAllBe(problem => problem == StatementProblem.VersionConflict);
    }

    [Fact]
    public void A_change_of_a_report_that_is_not_held_is_refused()
    {
        var reporter = _circle.NewReporter();

        Problems(_circle.Send(reporter.Change(reporter.Deposit(3, 1), 2, 1))).ShouldAllBe(problem => problem == StatementProblem.UnknownReport);
    }

    [Fact]
    public void A_changed_signature_statement_or_packet_is_refused_by_name()
    {
        var report = _circle.NewReporter().Deposit(2, 1);
        var (statement, signature) = (report.Signed.Bytes, report.Signed.Signature);
        var trustee = _circle.Trustees[0];

        trustee.Accept(statement, Flipped(signature, 5), report.Packets[0]).Problem.ShouldBe(StatementProblem.BadSignature);
        trustee.Accept(Flipped(statement, 200), signature, report.Packets[0]).Problem.ShouldBe(StatementProblem.BadSignature);
        trustee.Accept(statement[..^1], signature, report.Packets[0]).Problem.ShouldBe(StatementProblem.Malformed);
        trustee.Accept(statement, signature, Flipped(report.Packets[0], 100)).Problem.ShouldBe(StatementProblem.BadPacket);
        trustee.Accept(statement, signature, report.Packets[1]).Problem.ShouldBe(StatementProblem.BadPacket);
        trustee.Accept(statement, signature, []).Problem.ShouldBe(StatementProblem.BadPacket);
        trustee.Reports.ShouldBe(0);
    }

    [Fact]
    public void Asked_without_a_packet_a_trustee_acknowledges_what_it_holds_and_takes_nothing()
    {
        var (held, lacking) = (_circle.NewReporter().Deposit(2, 1), _circle.NewReporter().Deposit(2, 1));
        var trustee = _circle.Trustees[0];
        trustee.Accept(held.Signed.Bytes, held.Signed.Signature, held.Packets[0]).Ack.ShouldNotBeNull();

        var ack = trustee.Accept(held.Signed.Bytes, held.Signed.Signature, null).Ack.ShouldNotBeNull();
        Acknowledgement.Verify(_circle.Manifest.Trustees[0].SigningKey, 0, held.Signed.Hash, ack).ShouldBeTrue();
        trustee.Accept(held.Signed.Bytes, Flipped(held.Signed.Signature, 5), null).Problem.ShouldBe(StatementProblem.BadSignature);
        trustee.Accept(lacking.Signed.Bytes, lacking.Signed.Signature, null).Problem.ShouldBe(StatementProblem.BadPacket);
        trustee.Reports.ShouldBe(1);
    }

    [Fact]
    public void A_packet_that_does_not_hold_what_the_statement_commits_to_is_refused()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);

        Resigned(reporter, report, s => s.Commitments[1][0] ^= 1).Problem.ShouldBe(StatementProblem.BadPacket);
        Resigned(reporter, report, s => s.PacketHashes[0][0] ^= 1).Problem.ShouldBe(StatementProblem.BadPacket);
        _circle.Trustees[0].Reports.ShouldBe(0);
    }

    [Fact]
    public void A_statement_under_an_unknown_manifest_or_to_an_unlisted_recipient_is_refused()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);

        Resigned(reporter, report, s => s.ManifestHash[0] ^= 1).Problem.ShouldBe(StatementProblem.UnknownManifest);
        Resigned(reporter, report, s => s.RecipientKey[0] ^= 1).Problem.ShouldBe(StatementProblem.Malformed);
    }

    [Fact]
    public void A_family_holds_at_most_sixteen_reports_and_each_number_once()
    {
        var reporter = _circle.NewReporter();
        for (var i = 0; i < 16; i++)
        {
            Problems(_circle.Send(reporter.Deposit(7, i))).ShouldAllBe(problem => problem == null);
        }

        Problems(_circle.Send(reporter.Numbered(3, 7, 1))).ShouldAllBe(problem => problem == StatementProblem.FamilyFull);
        var other = _circle.NewReporter();
        _circle.Send(other.Numbered(3, 7, 1));
        Problems(_circle.Send(other.Numbered(3, 7, 2))).ShouldAllBe(problem => problem == StatementProblem.VersionConflict);
    }

    [Fact]
    public void A_restart_gives_the_same_state()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(3, 1);
        var second = reporter.Change(first, 2, 1);
        _circle.Send(first);
        _circle.Send(second);

        _circle.Restart(1);

        _circle.Trustees[1].Reports.ShouldBe(1);
        Acknowledgement.VerifyAll(_circle.Manifest, second.Signed.Hash, [.. _circle.Send(second).Select(answer => answer.Ack!)]).ShouldBeTrue();
        Problems(_circle.Send(reporter.Change(first, 4, 1))).ShouldAllBe(problem => problem == StatementProblem.VersionConflict);
    }

    private static List<string?> Problems(IEnumerable<DepositAnswer> answers) => [.. answers.Select(answer => answer.Problem)];

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private DepositAnswer Resigned(Reporter reporter, SealedDeposit report, Action<Statement> change)
    {
        var statement = Statement.Decode(report.Signed.Bytes);
        change(statement);
        var bytes = statement.Encode();
        return _circle.Trustees[0].Accept(bytes, reporter.Keys.Signing.Sign(bytes), report.Packets[0]);
    }
}
