using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// What each of the two that are left sends of one report, of fixed length; zeros for one that was withdrawn meanwhile.
/// From trustee k - 1: <c>u8 1 || part k(81) || commitment to part k + 1(32) || commitment to part k + 2(32)</c>. From trustee k + 1:
/// <c>u8 1 || part k + 1(81) || commitment to part k(32) || commitment to part k + 2(32) || statement(411) || signature(64)</c>.
/// </summary>
internal static class GiverEntry
{
    internal const int Length = 1 + Part.Length + (2 * Digest.Length);
    internal const int LengthWithStatement = Length + Statement.Length + SigningKey.SignatureLength;
    internal const byte Held = 1;

    private const int CommitmentAt = Part.Length;
    private const int CommonAt = CommitmentAt + Digest.Length;
    private const int StatementAt = CommonAt + Digest.Length;

    internal static byte[] Encode(StoredVersion?[] versions, int length, Func<StoredVersion, ByteWriter> entry)
    {
        var piece = new byte[versions.Length * length];
        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i] is { } version)
            {
                entry(version).Written.CopyTo(piece.AsSpan(i * length));
            }
        }

        return piece;
    }

    /// <summary>The entry of trustee k - 1, whose part i + 1 is part k.</summary>
    internal static ByteWriter OfPrevious(StoredVersion stored, int newcomer) =>
        new ByteWriter(Length).U8(Held).Bytes(stored.PartNext).Bytes(stored.CommitmentTo((newcomer + 1) % 3)).Bytes(Commitment(newcomer + 2, stored, stored.PartOwn));

    /// <summary>The entry of trustee k + 1, whose part i is part k + 1.</summary>
    internal static ByteWriter OfNext(StoredVersion stored, int newcomer) =>
        new ByteWriter(LengthWithStatement).U8(Held).Bytes(stored.PartOwn).Bytes(stored.CommitmentTo(newcomer)).Bytes(Commitment(newcomer + 2, stored, stored.PartNext))
            .Bytes(stored.Statement).Bytes(stored.Signature);

    /// <summary>The version of the newcomer, or null where something that the two sent does not fit.</summary>
    /// <exception cref="MalformedException">where it cannot be read at all.</exception>
    internal static StoredVersion? Join(int trustee, AgreedReport report, ReadOnlySpan<byte> next, ReadOnlySpan<byte> previous)
    {
        var bytes = next.Slice(StatementAt, Statement.Length).ToArray();
        var signature = next[(StatementAt + Statement.Length)..].ToArray();
        var statement = Statement.Decode(bytes);
        var common = next.Slice(CommonAt, Digest.Length).ToArray();
        var version = new StoredVersion(statement.Handle, statement.Version, bytes, signature, previous[..Part.Length].ToArray(), next[..Part.Length].ToArray())
        {
            Epoch = report.Epoch,
            Lacking = report.Epoch == 0 ? new byte[Digest.Length] : common,
        };
        // The hash is the one that both others listed, so the statement is the one that the reporter signed and all three checked.
        return report.StatementHash.Is(Statement.HashOf(bytes))
            && SigningKey.Verify(statement.Depositor, bytes, signature)
            && common.AsSpan().SequenceEqual(previous.Slice(CommonAt, Digest.Length))
            && (report.Epoch > 0 || common.AsSpan().SequenceEqual(statement.Commitments[(trustee + 2) % 3]))
            && Fits(trustee, statement, report.Epoch, version.PartOwn, next.Slice(CommitmentAt, Digest.Length))
            && Fits(trustee + 1, statement, report.Epoch, version.PartNext, previous.Slice(CommitmentAt, Digest.Length))
            ? version
            : null;
    }

    private static bool Fits(int index, Statement statement, uint epoch, byte[] bytes, ReadOnlySpan<byte> othersCommitment)
    {
        using var part = Part.Decode(bytes);
        var expected = epoch == 0 ? statement.Commitments[index % 3] : othersCommitment;
        return Digest.FixedTimeEquals(PartCommitment.Of(index % 3, statement.Handle, statement.Version, part), expected);
    }

    private static byte[] Commitment(int index, StoredVersion stored, byte[] bytes)
    {
        using var part = Part.Decode(bytes);
        return PartCommitment.Of(index % 3, stored.Handle, stored.Version, part);
    }
}
