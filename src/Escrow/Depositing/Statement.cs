using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>What a statement does.</summary>
public enum Operation
{
    /// <summary>Version 1 of a new report.</summary>
    Deposit = 1,

    /// <summary>The next version, whole, with new keys.</summary>
    Change = 2,

    /// <summary>The end of the report.</summary>
    Withdraw = 3,
}

/// <summary>
/// What the reporter's family signs for every version of a report (docs/formats/deposit.md, "Statement"): 411 bytes that
/// bind content, parts and packets to a handle and to the version before.
/// </summary>
public sealed class Statement
{
    /// <summary>Bytes of a statement.</summary>
    public const int Length = 411;

    /// <summary>Reports that one family may have.</summary>
    public const int MostReports = 16;

    internal const byte FamilyDepositor = 1;

    private const string StatementLabel = "chorus/v1/statement";

    /// <summary>Deposit, change or withdraw.</summary>
    public required Operation Operation { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] Deployment { get; init; }

    /// <summary>Hash of the manifest under which it was made, 32 bytes.</summary>
    public required byte[] ManifestHash { get; init; }

    /// <summary>The report.</summary>
    public required Handle Handle { get; init; }

    /// <summary>1 for a deposit, else the predecessor's + 1.</summary>
    public required uint Version { get; init; }

    /// <summary>The family's Ed25519 public key, 32 bytes.</summary>
    public required byte[] Depositor { get; init; }

    /// <summary>0 to 15: which report of the family.</summary>
    public required byte Number { get; init; }

    /// <summary>The organisation's X25519 key; zeros in a withdrawal.</summary>
    public required byte[] RecipientKey { get; init; }

    /// <summary>h, 32 bytes; zeros in a withdrawal.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>c_0, c_1, c_2, 32 bytes each; zeros in a withdrawal.</summary>
    public required IReadOnlyList<byte[]> Commitments { get; init; }

    /// <summary>SHA-256 of packets 0, 1, 2; zeros in a withdrawal.</summary>
    public required IReadOnlyList<byte[]> PacketHashes { get; init; }

    /// <summary>SHA-256 of the previous version's statement; zeros for a deposit.</summary>
    public required byte[] Predecessor { get; init; }

    /// <summary>SHA-256 of an encoded statement: the next version's predecessor, and what acknowledgements name.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> statement) => Digest.Sha256(statement);

    /// <summary>Reads a statement.</summary>
    /// <exception cref="MalformedException">saying which field does not fit.</exception>
    public static Statement Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new MalformedException($"a statement has {Length} bytes, not {bytes.Length}");
        }

        var reader = new ByteReader(bytes);
        reader.Label(StatementLabel);
        var operation = (Operation)reader.U8();
        var deployment = reader.Bytes(16).ToArray();
        var manifestHash = reader.Bytes(32).ToArray();
        var handle = new Handle(reader.Bytes(Handle.Length));
        var version = reader.U32();
        if (reader.U8() != FamilyDepositor)
        {
            throw new MalformedException("the depositor's kind is unknown here");
        }

        var statement = new Statement
        {
            Operation = operation,
            Deployment = deployment,
            ManifestHash = manifestHash,
            Handle = handle,
            Version = version,
            Depositor = reader.Bytes(32).ToArray(),
            Number = reader.U8(),
            RecipientKey = reader.Bytes(32).ToArray(),
            ContentHash = reader.Bytes(32).ToArray(),
            Commitments = [reader.Bytes(32).ToArray(), reader.Bytes(32).ToArray(), reader.Bytes(32).ToArray()],
            PacketHashes = [reader.Bytes(32).ToArray(), reader.Bytes(32).ToArray(), reader.Bytes(32).ToArray()],
            Predecessor = reader.Bytes(32).ToArray(),
        };
        reader.End();
        statement.CheckFields();
        return statement;
    }

    /// <summary>The 411 bytes.</summary>
    public byte[] Encode()
    {
        CheckFields();
        var writer = new ByteWriter(Length)
            .Label(StatementLabel)
            .U8((int)Operation)
            .Bytes(Deployment)
            .Bytes(ManifestHash)
            .Bytes(Handle.ToArray())
            .U32(Version)
            .U8(FamilyDepositor)
            .Bytes(Depositor)
            .U8(Number)
            .Bytes(RecipientKey)
            .Bytes(ContentHash);
        foreach (var commitment in Commitments)
        {
            writer.Bytes(commitment);
        }

        foreach (var packetHash in PacketHashes)
        {
            writer.Bytes(packetHash);
        }

        var bytes = writer.Bytes(Predecessor).ToArray();
        return bytes.Length == Length ? bytes : throw new InvalidOperationException("a field of the statement has a wrong length");
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    private void CheckFields()
    {
        Require(Operation is Operation.Deposit or Operation.Change or Operation.Withdraw, "the operation is unknown");
        Require(Number < MostReports, $"a family's reports are numbered 0 to {MostReports - 1}");
        Require(
            Operation == Operation.Deposit ? Version == 1 && IsZero(Predecessor) : Version > 1 && !IsZero(Predecessor),
            "a deposit is version 1 without a predecessor; everything else has a later version and a predecessor");
        var empty = IsZero(RecipientKey) && IsZero(ContentHash) && Commitments.All(c => IsZero(c)) && PacketHashes.All(p => IsZero(p));
        Require(empty || Operation != Operation.Withdraw, "a withdrawal carries no key, content, commitments or packets");
        Require(!IsZero(RecipientKey) || Operation == Operation.Withdraw, "a deposit or change needs a recipient key");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MalformedException($"the statement cannot be used: {sentence}");
        }
    }
}
