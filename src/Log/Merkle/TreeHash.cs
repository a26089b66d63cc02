using Chorus.Sealing;

namespace Chorus.Log.Merkle;

/// <summary>The hashes of RFC 6962, section 2.1. A leaf and a node begin with different bytes, so neither passes for the other.</summary>
internal static class TreeHash
{
    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    internal static readonly byte[] Empty = Digest.Sha256([]);

    internal static byte[] Leaf(ReadOnlySpan<byte> entry) => Digest.Sha256([0], entry);

    internal static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Digest.Sha256([1], left, right);
}
