using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Releasing;

/// <summary>
/// Two trustees' records of one release. Together they hold every part, one of them twice: the two copies have to be
/// equal, which a trustee that lies about that part cannot arrange alone.
/// </summary>
internal sealed class RecordPair
{
    /// <summary>The records in ring order: <see cref="_second"/> is by the trustee after that of <see cref="_first"/>.</summary>
    private readonly ReleaseRecord _first;
    private readonly ReleaseRecord _second;

    private RecordPair(ReleaseRecord first, ReleaseRecord second)
    {
        _first = first;
        _second = second;
    }

    internal ReleaseRecord First => _first;

    internal static bool TryRead(
        Manifest manifest, SignedStatement signed, SignedRecord a, SignedRecord b,
        [NotNullWhen(true)] out RecordPair? pair, out ReportFault fault)
    {
        pair = null;
        if (!TryDecode(a, out var recordA) || !TryDecode(b, out var recordB))
        {
            fault = ReportFault.Record;
            return false;
        }

        if (recordA.Trustee == recordB.Trustee || !IsSigned(manifest, recordA, a) || !IsSigned(manifest, recordB, b))
        {
            fault = ReportFault.RecordSignature;
            return false;
        }

        if (!FitsStatement(recordA, signed) || !Agree(recordA, recordB))
        {
            fault = ReportFault.RecordsDisagree;
            return false;
        }

        pair = (recordA.Trustee + 1) % 3 == recordB.Trustee ? new(recordA, recordB) : new(recordB, recordA);
        fault = Digest.FixedTimeEquals(pair._first.EscrowNext, pair._second.EscrowOwn) ? ReportFault.None : ReportFault.PartsDisagree;
        return fault == ReportFault.None;
    }

    internal SecretBytes EscrowKey() => Part.JoinEscrow(_first.EscrowOwn, _first.EscrowNext, _second.EscrowNext);

    /// <summary>The fingerprint of the released slot at <paramref name="index"/> of the records' lists.</summary>
    internal bool TryFingerprint(BoxKey recipient, int index, out ulong fingerprint, out ReportFault fault)
    {
        fingerprint = 0;
        if (!_first.Slots[index].TryOpen(recipient, _first.Place, out var first)
            || !_second.Slots[index].TryOpen(recipient, _second.Place, out var second))
        {
            fault = ReportFault.SealedFingerprint;
            return false;
        }

        fault = first.Next == second.Own ? ReportFault.None : ReportFault.PartsDisagree;
        fingerprint = first.Own ^ first.Next ^ second.Next;
        return fault == ReportFault.None;
    }

    private static bool TryDecode(SignedRecord signed, [NotNullWhen(true)] out ReleaseRecord? record)
    {
        try
        {
            record = ReleaseRecord.Decode(signed.Record);
            return true;
        }
        catch (MalformedException)
        {
            record = null;
            return false;
        }
    }

    private static bool IsSigned(Manifest manifest, ReleaseRecord record, SignedRecord signed) =>
        ReleaseRecord.Verify(manifest.Trustees[record.Trustee].SigningKey, signed.Record, signed.Signature);

    // The hash stands for all of the statement; the fields beside it are compared so that no record contradicts itself.
    private static bool FitsStatement(ReleaseRecord record, SignedStatement signed) =>
        record.StatementHash.AsSpan().SequenceEqual(signed.Hash)
        && record.Deployment.AsSpan().SequenceEqual(signed.Statement.Deployment)
        && record.Handle == signed.Statement.Handle
        && record.Version == signed.Statement.Version
        && record.RecipientKey.AsSpan().SequenceEqual(signed.Statement.RecipientKey);

    private static bool Agree(ReleaseRecord a, ReleaseRecord b) =>
        a.Deployment.AsSpan().SequenceEqual(b.Deployment)
        && a.Run.AsSpan().SequenceEqual(b.Run)
        && a.RunNumber == b.RunNumber
        && a.Handle == b.Handle
        && a.Version == b.Version
        && a.StatementHash.AsSpan().SequenceEqual(b.StatementHash)
        && a.RecipientKey.AsSpan().SequenceEqual(b.RecipientKey)
        && a.Slots.Select(s => (s.Slot, s.Tag)).SequenceEqual(b.Slots.Select(s => (s.Slot, s.Tag)));
}
