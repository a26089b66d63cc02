using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Trustee.Storing;

/// <summary>
/// One version of a report as a trustee keeps it: the signed statement and the two parts that this trustee holds.
/// The signature is kept because it makes a lie about a part attributable later.
/// </summary>
public sealed class StoredVersion(Handle handle, uint version, byte[] statement, byte[] signature, byte[] partOwn, byte[] partNext)
{
    private const byte RowVersion = 2;

    // Rows written before there were epochs: their parts are those that were deposited.
    private const byte RowVersionWithoutEpoch = 1;

    /// <summary>The report.</summary>
    public Handle Handle { get; } = handle;

    /// <summary>1 for a deposit, then rising by one.</summary>
    public uint Version { get; } = version;

    /// <summary>The statement's bytes (docs/formats/deposit.md).</summary>
    public byte[] Statement { get; } = statement;

    /// <summary>The family's signature over the statement.</summary>
    public byte[] Signature { get; } = signature;

    /// <summary>Part i of trustee i.</summary>
    public byte[] PartOwn { get; } = partOwn;

    /// <summary>Part i + 1 of trustee i.</summary>
    public byte[] PartNext { get; } = partNext;

    /// <summary>The epoch whose refresh made the parts; 0 for those that were deposited, which the statement's commitments fit.</summary>
    public uint Epoch { get; init; }

    /// <summary>The commitment to the part that this trustee lacks, as both its holders gave it in the refresh; zeros in epoch 0, where the statement has it.</summary>
    internal byte[] Lacking { get; init; } = new byte[Digest.Length];

    /// <summary>Run number in which this version was first released; 0 while it is held.</summary>
    public uint ReleasedIn { get; internal set; }

    /// <summary>The same version with the parts that a refresh to <paramref name="epoch"/> made.</summary>
    internal StoredVersion With(uint epoch, byte[] partOwn, byte[] partNext, byte[] lacking) =>
        new(Handle, Version, Statement, Signature, partOwn, partNext) { Epoch = epoch, Lacking = lacking, ReleasedIn = ReleasedIn };

    /// <summary>Whether both hold the same parts of the same epoch.</summary>
    internal bool HasPartsOf(StoredVersion other) =>
        Epoch == other.Epoch && Digest.FixedTimeEquals(PartOwn, other.PartOwn) && Digest.FixedTimeEquals(PartNext, other.PartNext);

    /// <summary>The commitment to part <paramref name="lacking"/>, which the trustee of this store does not hold.</summary>
    internal byte[] CommitmentTo(int lacking) => Epoch == 0 ? Escrow.Depositing.Statement.Decode(Statement).Commitments[lacking] : Lacking;

    internal byte[] Encode() =>
        new ByteWriter(1024).U8(RowVersion).U32(Epoch).Bytes(Lacking).Bytes(Statement).Bytes(Signature).Bytes(PartOwn).Bytes(PartNext).ToArray();

    internal static StoredVersion Decode(ReadOnlySpan<byte> row, uint releasedIn)
    {
        var reader = new ByteReader(row);
        var (epoch, lacking) = reader.U8() switch
        {
            RowVersion => (reader.U32(), reader.Bytes(Digest.Length).ToArray()),
            RowVersionWithoutEpoch => (0u, new byte[Digest.Length]),
            _ => throw new MalformedException("a stored row has a version that this program does not read"),
        };
        var bytes = reader.Bytes(Escrow.Depositing.Statement.Length).ToArray();
        var statement = Escrow.Depositing.Statement.Decode(bytes);
        var stored = new StoredVersion(
            statement.Handle,
            statement.Version,
            bytes,
            reader.Bytes(SigningKey.SignatureLength).ToArray(),
            reader.Bytes(Part.Length).ToArray(),
            reader.Bytes(Part.Length).ToArray())
        {
            Epoch = epoch,
            Lacking = lacking,
            ReleasedIn = releasedIn,
        };
        reader.End();
        return stored;
    }
}
