using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Escrow.Releasing;

/// <summary>
/// What a trustee signs for every report in a group in which a run releases somebody new (docs/formats/release.md).
/// The escrow parts in it let the site hand the wrapped key on to the recipient, who alone can open it.
/// </summary>
public sealed class ReleaseRecord
{
    private const string RecordLabel = "chorus/v1/release";

    /// <summary>0 to 2.</summary>
    public required int Trustee { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] Deployment { get; init; }

    /// <summary>16 random bytes that the three agreed on, the same in all records of the run.</summary>
    public required byte[] Run { get; init; }

    /// <summary>Runs are counted from 1.</summary>
    public required uint RunNumber { get; init; }

    /// <summary>The report.</summary>
    public required Handle Handle { get; init; }

    /// <summary>The version that was in the run.</summary>
    public required uint Version { get; init; }

    /// <summary>SHA-256 of the statement that was in the run, 32 bytes: so the site cannot put one of another family in its place.</summary>
    public required byte[] StatementHash { get; init; }

    /// <summary>The recipient's X25519 key, 32 bytes.</summary>
    public required byte[] RecipientKey { get; init; }

    /// <summary>Escrow part i, 32 bytes.</summary>
    public required byte[] EscrowOwn { get; init; }

    /// <summary>Escrow part i+1 modulo 3, 32 bytes.</summary>
    public required byte[] EscrowNext { get; init; }

    /// <summary>1 to 4, slots rising.</summary>
    public required IReadOnlyList<ReleasedSlot> Slots { get; init; }

    /// <summary>What the sealed fingerprints are bound to.</summary>
    public ReleasePlace Place => new(Deployment, Run, Trustee, Handle, Version);

    /// <summary>Reads a record.</summary>
    /// <exception cref="MalformedException">saying which field does not fit.</exception>
    public static ReleaseRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        reader.Label(RecordLabel);
        var trustee = reader.U8();
        var deployment = reader.Bytes(16).ToArray();
        var run = reader.Bytes(16).ToArray();
        var runNumber = reader.U32();
        var handle = new Handle(reader.Bytes(Handle.Length));
        var version = reader.U32();
        var statementHash = reader.Bytes(32).ToArray();
        var recipientKey = reader.Bytes(32).ToArray();
        var own = reader.Bytes(Part.EscrowLength).ToArray();
        var next = reader.Bytes(Part.EscrowLength).ToArray();
        var slots = new ReleasedSlot[reader.U8()];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = new(reader.U8(), reader.U64(), reader.Bytes(ReleasedSlot.SealedLength).ToArray());
        }

        reader.End();
        var record = new ReleaseRecord
        {
            Trustee = trustee,
            Deployment = deployment,
            Run = run,
            RunNumber = runNumber,
            Handle = handle,
            Version = version,
            StatementHash = statementHash,
            RecipientKey = recipientKey,
            EscrowOwn = own,
            EscrowNext = next,
            Slots = slots,
        };
        record.CheckFields();
        return record;
    }

    /// <summary>Whether <paramref name="signature"/> is the trustee's signature of an encoded record.</summary>
    public static bool Verify(ReadOnlySpan<byte> signingKey, ReadOnlySpan<byte> record, ReadOnlySpan<byte> signature) =>
        SigningKey.Verify(signingKey, record, signature);

    /// <summary>The bytes that are signed.</summary>
    public byte[] Encode()
    {
        CheckFields();
        var writer = new ByteWriter(512)
            .Label(RecordLabel)
            .U8(Trustee)
            .Bytes(Deployment)
            .Bytes(Run)
            .U32(RunNumber)
            .Bytes(Handle.ToArray())
            .U32(Version)
            .Bytes(StatementHash)
            .Bytes(RecipientKey)
            .Bytes(EscrowOwn)
            .Bytes(EscrowNext)
            .U8(Slots.Count);
        foreach (var slot in Slots)
        {
            writer.U8(slot.Slot).U64(slot.Tag).Bytes(slot.SealedFingerprint);
        }

        return writer.ToArray();
    }

    /// <summary>The record with the trustee's signature.</summary>
    public SignedRecord Sign(SigningKey trustee)
    {
        var bytes = Encode();
        return new(bytes, trustee.Sign(bytes));
    }

    private void CheckFields()
    {
        var rising = Slots.Count is >= 1 and <= Part.SlotCount;
        for (var i = 0; rising && i < Slots.Count; i++)
        {
            rising = Slots[i].Slot < Part.SlotCount && Slots[i].Slot > (i == 0 ? -1 : Slots[i - 1].Slot);
        }

        if (Trustee is < 0 or > 2 || Version == 0 || !rising)
        {
            throw new MalformedException("the release record has a trustee, version or list of slots that cannot be");
        }
    }
}

/// <summary>A record as the trustee gives it to the site and the site to the advocate's browser.</summary>
/// <param name="Record">the encoded record.</param>
/// <param name="Signature">the trustee's, 64 bytes.</param>
public sealed record SignedRecord(byte[] Record, byte[] Signature);
