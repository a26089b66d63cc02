using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

public sealed class DepositTests
{
    private readonly Trial _trial = new();

    [Fact]
    public void All_three_trustees_accept_a_deposit_and_hold_neighbouring_parts()
    {
        var deposit = _trial.Deposit();
        var parts = Enumerable.Range(0, 3).Select(i => Accepted(deposit, i).Parts!).ToArray();

        for (var i = 0; i < 3; i++)
        {
            parts[i].Next.Bytes.ToArray().ShouldBe(parts[(i + 1) % 3].Own.Bytes.ToArray());
        }

        var shared = Part.Join(parts[0].Own, parts[1].Own, parts[2].Own);
        shared.Quorum.ShouldBe(Quorum.Of(3));
        shared.Fingerprints.ShouldBe(Enumerable.Range(0, 4).Select(slot =>
            deposit.Document.Slots[slot] is { } i ? _trial.Fingerprints[i == 0 ? 0 : 1] : deposit.Document.PaddingOf(slot)!.Value));
    }

    [Fact]
    public void The_parts_of_any_two_trustees_give_the_whole_and_open_the_escrow()
    {
        var deposit = _trial.Deposit();
        var statement = deposit.Signed.Statement;
        for (var i = 0; i < 3; i++)
        {
            var (a, b) = (Accepted(deposit, i).Parts!, Accepted(deposit, (i + 1) % 3).Parts!);
            var whole = Part.Join(a.Own, a.Next, b.Next);
            var wrapped = SmallEnvelope.Open(
                whole.Escrow.Span, EnvelopeContext.Escrow(statement.Deployment, statement.Handle.ToArray(), 1), deposit.Escrowed);
            wrapped.Length.ShouldBe(80);
        }
    }

    [Fact]
    public void Any_quorum_and_any_fingerprints_fit_the_two_parts_of_a_single_trustee() =>
        // For every pair of parts and every claimed content there is a third part that completes them: one trustee's
        // parts fix nothing.
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 7], Gen.ULong.Array[4], Gen.Int[0, 7]).Sample(
            (escrow, code, fingerprints, otherCode) =>
            {
                var parts = Part.Split(escrow, Quorum.FromCode(code), fingerprints);
                var claimed = Part.Split(new byte[32], Quorum.FromCode(otherCode), [1, 2, 3, 4]);
                var third = new byte[Part.Length];
                for (var i = 0; i < third.Length; i++)
                {
                    var whole = claimed[0].Bytes[i] ^ claimed[1].Bytes[i] ^ claimed[2].Bytes[i];
                    third[i] = (byte)(whole ^ parts[0].Bytes[i] ^ parts[1].Bytes[i]);
                }

                Part.Join(parts[0], parts[1], Part.Decode(third)).Quorum.ShouldBe(Quorum.FromCode(otherCode));
                Part.Join(parts[0], parts[1], parts[2]).Quorum.ShouldBe(Quorum.FromCode(code));
            },
            iter: 200);

    [Fact]
    public void A_commitment_cannot_be_tested_against_guesses_of_what_a_part_shares()
    {
        // After a release the site knows the escrow key's parts, and a trustee's help leaves quorum and slots to guess.
        var part = Part.Split(new byte[32], Quorum.Of(3), [1, 2, 3, 4])[2];
        var handle = Handle.New();
        var guess = part.Bytes.ToArray();
        guess.AsSpan(^16..).Clear();
        var guessed = Part.Decode(guess);

        guessed.Escrow.ToArray().ShouldBe(part.Escrow.ToArray());
        Enumerable.Range(0, 4).Select(guessed.Fingerprint).ShouldBe(Enumerable.Range(0, 4).Select(part.Fingerprint));
        PartCommitment.Of(2, handle, 1, guessed).ShouldNotBe(PartCommitment.Of(2, handle, 1, part));
    }

    [Fact]
    public void Any_changed_byte_of_a_statement_signature_or_packet_is_refused() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample(
            (what, place, change) =>
            {
                var deposit = s_shared.Value.Deposit;
                var statement = deposit.Signed.Bytes.ToArray();
                var signature = deposit.Signed.Signature.ToArray();
                var packet = deposit.Packets[0].ToArray();
                var changed = what == 0 ? statement : what == 1 ? signature : packet;
                changed[place % changed.Length] ^= change;
                s_shared.Value.Trial.Check(0).Check(statement, signature, packet).ShouldBeOfType<StatementVerdict.Refused>();
            },
            iter: 500);

    [Fact]
    public void A_packet_for_another_trustee_is_refused()
    {
        var deposit = _trial.Deposit();
        Refused(_trial.Check(0).Check(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Packets[1]))
            .ShouldBe(StatementProblem.BadPacket);
    }

    [Fact]
    public void A_statement_under_an_unknown_manifest_is_refused()
    {
        var deposit = _trial.Deposit();
        var check = new StatementCheck(0, _trial.Manifest.Deployment, _ => false, OnePacketKey.Of(1, _trial.PacketKeys[0]));
        Refused(check.Check(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Packets[0])).ShouldBe(StatementProblem.UnknownManifest);
    }

    [Fact]
    public void A_packet_for_an_epoch_that_is_over_is_refused()
    {
        var deposit = _trial.Deposit();
        var check = new StatementCheck(0, _trial.Manifest.Deployment, _ => true, OnePacketKey.Of(2, _trial.PacketKeys[0]));
        Refused(check.Check(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Packets[0])).ShouldBe(StatementProblem.StaleEpoch);
    }

    [Fact]
    public void A_change_names_its_predecessor_and_keeps_number_handle_and_thread()
    {
        var deposit = _trial.Deposit();
        var change = _trial.Sealer.Change(Trial.Draft(quorum: 1), _trial.Fingerprints, _trial.Receipt, deposit.Signed, deposit.Document);

        var accepted = Accepted(change, 2).Signed.Statement;
        accepted.Operation.ShouldBe(Operation.Change);
        accepted.Version.ShouldBe(2u);
        accepted.Predecessor.ShouldBe(deposit.Signed.Hash);
        accepted.Handle.ShouldBe(deposit.Signed.Statement.Handle);
        change.Document.ThreadKey.ShouldBe(deposit.Document.ThreadKey);
    }

    [Fact]
    public void A_change_of_organisation_starts_a_new_thread()
    {
        var deposit = _trial.Deposit();
        var change = _trial.Sealer.Change(Trial.Draft("union"), _trial.Fingerprints, _trial.Receipt, deposit.Signed, deposit.Document);
        change.Document.ThreadKey.ShouldNotBe(deposit.Document.ThreadKey);
    }

    [Fact]
    public void A_withdrawal_is_accepted_without_a_packet_only()
    {
        var deposit = _trial.Deposit();
        var withdrawal = _trial.Sealer.Withdraw(_trial.Receipt, deposit.Signed);
        _trial.Check(1).Check(withdrawal.Bytes, withdrawal.Signature, []).ShouldBeOfType<StatementVerdict.Accepted>().Parts.ShouldBeNull();
        Refused(_trial.Check(1).Check(withdrawal.Bytes, withdrawal.Signature, deposit.Packets[1])).ShouldBe(StatementProblem.Malformed);
    }

    [Fact]
    public void Another_receipt_cannot_change_or_withdraw()
    {
        var deposit = _trial.Deposit();
        using var stranger = ReceiptKeys.FromSeed(new byte[32]);
        Should.Throw<ArgumentException>(() => _trial.Sealer.Withdraw(stranger, deposit.Signed));
    }

    [Fact]
    public void The_reporter_opens_her_own_report_and_it_says_what_she_wrote()
    {
        var deposit = _trial.Deposit();
        OwnReport.TryOpen(
            _trial.Manifest, _trial.Receipt, deposit.Signed.Bytes, deposit.Signed.Signature,
            deposit.Content, deposit.Escrowed, deposit.SelfWrap, out var opened, out _).ShouldBeTrue();
        opened.Document.ToJson().ShouldBe(deposit.Document.ToJson());
        opened.Document.Answers["story"]!.Pieces.ShouldBe(Trial.Draft().Answers["story"]!.Pieces);
    }

    [Fact]
    public void Content_that_was_swapped_is_not_shown_to_her()
    {
        var (first, second) = (_trial.Deposit(), _trial.Deposit());
        OwnReport.TryOpen(
            _trial.Manifest, _trial.Receipt, first.Signed.Bytes, first.Signed.Signature,
            second.Content, first.Escrowed, first.SelfWrap, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(ReportFault.ContentHash);
    }

    [Fact]
    public void Every_deposit_has_the_same_lengths_whatever_it_names()
    {
        var keep = _trial.Sealer.Deposit(Trial.Draft(quorum: null) with { Identifiers = [] }, [], _trial.Receipt, 1);
        var named = _trial.Deposit();
        keep.Content.Length.ShouldBe(named.Content.Length);
        keep.Packets.Select(p => p.Length).ShouldBe([Packet.Length, Packet.Length, Packet.Length]);
        keep.Escrowed.Length.ShouldBe(SmallEnvelope.SealedLength);
    }

    [Fact]
    public void Slots_come_in_every_order()
    {
        var orders = Enumerable.Range(0, 200).Select(_ => string.Join(',', _trial.Deposit().Document.Slots)).Distinct(StringComparer.Ordinal);
        orders.Count().ShouldBe(12);
    }

    [Fact]
    public void Three_acknowledgements_verify_and_no_two_or_swapped_ones_do()
    {
        var hash = _trial.Deposit().Signed.Hash;
        var acks = Enumerable.Range(0, 3).Select(i => Acknowledgement.Sign(_trial.Trustees[i], i, hash)).ToArray();
        Acknowledgement.VerifyAll(_trial.Manifest, hash, acks).ShouldBeTrue();
        Acknowledgement.VerifyAll(_trial.Manifest, hash, acks[..2]).ShouldBeFalse();
        Acknowledgement.VerifyAll(_trial.Manifest, hash, [acks[1], acks[0], acks[2]]).ShouldBeFalse();
        Acknowledgement.VerifyAll(_trial.Manifest, new byte[32], acks).ShouldBeFalse();
    }

    private static readonly Lazy<(Trial Trial, SealedDeposit Deposit)> s_shared = new(() =>
    {
        var trial = new Trial();
        return (trial, trial.Deposit());
    });

    private static string Refused(StatementVerdict verdict) => verdict.ShouldBeOfType<StatementVerdict.Refused>().Problem;

    private StatementVerdict.Accepted Accepted(SealedDeposit deposit, int trustee) =>
        _trial.Check(trustee).Check(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Packets[trustee])
            .ShouldBeOfType<StatementVerdict.Accepted>();
}
