using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Releasing;

public sealed class ReportOpenerTests
{
    private static readonly Lazy<(Trial Trial, SealedDeposit Deposit, SignedRecord[] Records)> s_released = new(() =>
    {
        var trial = new Trial("release");
        var deposit = trial.Deposit(quorum: 1);
        return (trial, deposit, Release.Records(trial, deposit));
    });

    private readonly Trial _trial = s_released.Value.Trial;
    private readonly SealedDeposit _deposit = s_released.Value.Deposit;
    private readonly SignedRecord[] _records = s_released.Value.Records;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    [InlineData(1, 0)]
    public void Any_two_records_open_the_report_and_say_which_identifiers_matched(int first, int second)
    {
        Open(_records[first], _records[second], out var report).ShouldBe(ReportFault.None);
        report!.Document.ToJson().ShouldBe(_deposit.Document.ToJson());
        report.Matches.Select(m => m.Slot).ShouldBe([0, 1, 2, 3]);
        report.Matches.Select(m => m.Identifier).ShouldBe(_deposit.Document.Slots);
    }

    [Fact]
    public void Two_records_of_one_trustee_do_not() => Open(_records[0], _records[0], out _).ShouldBe(ReportFault.RecordSignature);

    [Fact]
    public void Any_changed_byte_of_a_record_or_its_signature_is_refused() =>
        Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample(
            (inRecord, place, change) =>
            {
                var record = _records[0].Record.ToArray();
                var signature = _records[0].Signature.ToArray();
                var changed = inRecord ? record : signature;
                changed[place % changed.Length] ^= change;
                Open(new(record, signature), _records[1], out _).ShouldBeOneOf(ReportFault.Record, ReportFault.RecordSignature);
            },
            iter: 300);

    [Fact]
    public void Any_changed_byte_of_what_the_site_holds_is_refused() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample(
            (what, place, change) =>
            {
                byte[][] held = [_deposit.Signed.Bytes, _deposit.Signed.Signature, _deposit.Content, _deposit.Escrowed];
                held[what] = held[what].ToArray();
                held[what][place % held[what].Length] ^= change;
                Open(new SealedReport(held[0], held[1], held[2], held[3]), _records[0], _records[1], out _).ShouldNotBe(ReportFault.None);
            },
            iter: 300);

    [Fact]
    public void A_trustee_that_lies_about_the_part_that_both_hold_is_found_out()
    {
        var lie = Release.Record(_trial, _deposit, 1, escrowOwn: new byte[32]).Sign(_trial.Trustees[1]);
        Open(_records[0], lie, out _).ShouldBe(ReportFault.PartsDisagree);
    }

    [Fact]
    public void A_trustee_that_lies_about_its_other_part_gives_a_key_that_opens_nothing()
    {
        var lie = Release.Record(_trial, _deposit, 1, escrowNext: new byte[32]).Sign(_trial.Trustees[1]);
        Open(_records[0], lie, out _).ShouldBe(ReportFault.EscrowKey);
    }

    [Fact]
    public void A_fingerprint_that_is_not_the_documents_is_refused()
    {
        var opener = new ReportOpener(_trial.Manifest, _ => 42);
        opener.TryOpen(_trial.Organisation, Release.Sealed(_deposit), _records[0], _records[1], out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(ReportFault.Slot);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(null)]
    public void Padding_that_is_released_by_another_quorum_than_1_is_refused(int? quorum)
    {
        // All four slots are released here, padding among them: no run of the rule does that.
        var deposit = _trial.Deposit(quorum);
        var records = Release.Records(_trial, deposit);
        Open(Release.Sealed(deposit), records[0], records[1], out _).ShouldBe(ReportFault.Slot);
    }

    [Fact]
    public void Records_of_another_report_are_refused()
    {
        var other = Release.Records(_trial, _trial.Deposit());
        Open(other[0], other[1], out _).ShouldBe(ReportFault.RecordsDisagree);
        Open(_records[0], other[1], out _).ShouldBe(ReportFault.RecordsDisagree);
    }

    [Fact]
    public void A_statement_that_the_site_made_itself_about_the_same_content_is_refused()
    {
        // Else the site could give a report to another family, and so to another writer of messages.
        var (statement, signature) = Release.TakenOver(_deposit, _trial.Random);
        var forged = new SealedReport(statement, signature, _deposit.Content, _deposit.Escrowed);
        Open(forged, _records[0], _records[1], out _).ShouldBe(ReportFault.RecordsDisagree);
    }

    [Fact]
    public void Another_organisation_cannot_open_it()
    {
        var opener = new ReportOpener(_trial.Manifest);
        opener.TryOpen(_trial.Other, Release.Sealed(_deposit), _records[0], _records[1], out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(ReportFault.WrongPlace);
    }

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        var record = ReleaseRecord.Decode(_records[2].Record);
        record.Encode().ShouldBe(_records[2].Record);
        Should.Throw<MalformedException>(() => ReleaseRecord.Decode([.. _records[2].Record, 0]));
        Should.Throw<MalformedException>(() => ReleaseRecord.Decode(_records[2].Record.AsSpan(..^1)));
    }

    private ReportFault Open(SignedRecord first, SignedRecord second, out OpenedReport? report) =>
        Open(Release.Sealed(_deposit), first, second, out report);

    private ReportFault Open(SealedReport sealedReport, SignedRecord first, SignedRecord second, out OpenedReport? report)
    {
        var opened = new ReportOpener(_trial.Manifest)
            .TryOpen(_trial.Organisation, sealedReport, first, second, out report, out var fault);
        opened.ShouldBe(fault == ReportFault.None);
        return fault;
    }
}
