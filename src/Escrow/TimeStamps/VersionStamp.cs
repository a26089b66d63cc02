using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;

namespace Chorus.Escrow.TimeStamps;

/// <summary>That a version existed at a time, unchanged: its way up the tree, and the token for the tree's root (docs/formats/timestamp.md).</summary>
/// <param name="Place">of its leaf, 0 to 4,095.</param>
/// <param name="Path">12 siblings, from that of the leaf to that below the root.</param>
/// <param name="Token">the token's DER.</param>
public sealed record VersionStamp(int Place, byte[] Path, byte[] Token)
{
    /// <summary>The longest stamp that is read.</summary>
    public const int MostBytes = sizeof(ushort) + TimeStampTree.PathLength + TimeStampToken.MostBytes;

    /// <summary>Reads a stamp. Whether it holds is for <see cref="Verify"/>.</summary>
    /// <exception cref="MalformedException">saying what does not fit.</exception>
    public static VersionStamp Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new MalformedException($"a time-stamp has at most {MostBytes} bytes");
        }

        var reader = new ByteReader(bytes);
        var place = reader.U16();
        return place < TimeStampTree.Leaves
            ? new(place, reader.Bytes(TimeStampTree.PathLength).ToArray(), reader.Bytes(reader.Remaining).ToArray())
            : throw new MalformedException($"a time-stamp's place is 0 to {TimeStampTree.Leaves - 1}");
    }

    /// <summary>The bytes.</summary>
    public byte[] Encode() => new ByteWriter(Path.Length + Token.Length + sizeof(ushort)).U16((ushort)Place).Bytes(Path).Bytes(Token).ToArray();

    /// <summary>Checks everything.</summary>
    /// <param name="statement">the version's, 411 bytes.</param>
    /// <param name="signature">its signature.</param>
    /// <param name="roots">the authority's pinned certificates; null where none is known (<see cref="TimeStampToken.Verify"/>).</param>
    /// <param name="token">the token, where it could be read.</param>
    public TimeStampFault Verify(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature, TimeStampRoots? roots, out TimeStampToken? token)
    {
        if (!TimeStampToken.TryRead(Token, out token))
        {
            return TimeStampFault.Token;
        }

        var root = TimeStampTree.RootOf(Place, TimeStampTree.LeafOf(statement, signature), Path);
        return token.Verify(TimeStampTree.ImprintOf(root), roots);
    }
}
