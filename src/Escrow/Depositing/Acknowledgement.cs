using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// A trustee's word that it has checked a statement and its packet and has them on disk: the statement's place in the tree over all that it
/// acknowledges at once, the way from there to the root, and its signature of the root. The same statement acknowledged again is in another
/// tree, so the bytes may differ; they say the same.
/// </summary>
public static class Acknowledgement
{
    /// <summary>Bytes of every acknowledgement: place, six siblings, signature.</summary>
    public const int Length = 1 + AcknowledgementTree.PathLength + SigningKey.SignatureLength;

    /// <summary>The most statements under one signature.</summary>
    public const int MostAtOnce = AcknowledgementTree.Leaves;

    private static readonly byte[] s_label = Label.Of("chorus/v2/ack");

    /// <summary>The acknowledgement by trustee <paramref name="trustee"/> (0 to 2) of one statement, by its SHA-256, under a signature of its own.</summary>
    public static byte[] Sign(SigningKey key, int trustee, ReadOnlySpan<byte> statementHash) => SignAll(key, trustee, [statementHash.ToArray()])[0];

    /// <summary>The acknowledgements by trustee <paramref name="trustee"/> (0 to 2) of many statements under one signature.</summary>
    /// <param name="key">its signing key.</param>
    /// <param name="trustee">0 to 2.</param>
    /// <param name="statementHashes">SHA-256 of 1 to <see cref="MostAtOnce"/> statements.</param>
    /// <returns>One of <see cref="Length"/> bytes for each, in order.</returns>
    /// <exception cref="ArgumentException">for another number of hashes, or one of another length.</exception>
    public static byte[][] SignAll(SigningKey key, int trustee, IReadOnlyList<byte[]> statementHashes)
    {
        var tree = new AcknowledgementTree(statementHashes);
        var signature = key.Sign(Message(trustee, tree.Root));
        var acks = new byte[statementHashes.Count][];
        for (var place = 0; place < acks.Length; place++)
        {
            var writer = new ByteWriter(Length).U8(place);
            tree.WritePath(place, writer);
            acks[place] = writer.Bytes(signature).ToArray();
        }

        return acks;
    }

    /// <summary>Whether an acknowledgement is that of trustee <paramref name="trustee"/> for this statement; false also for one of another length or place.</summary>
    public static bool Verify(ReadOnlySpan<byte> signingKey, int trustee, ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> ack) =>
        TryRootOf(statementHash, ack, out var root) && VerifyRoot(signingKey, trustee, root, SignatureOf(ack));

    /// <summary>Whether all three trustees acknowledged, in order: only then may a receipt be shown.</summary>
    public static bool VerifyAll(Manifest manifest, ReadOnlySpan<byte> statementHash, IReadOnlyList<byte[]> acks)
    {
        if (acks.Count != Manifest.TrusteeCount)
        {
            return false;
        }

        for (var i = 0; i < acks.Count; i++)
        {
            if (!Verify(manifest.Trustees[i].SigningKey, i, statementHash, acks[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The root that an acknowledgement leads to from this statement; false if it is not well formed. Says nothing of who signed it.</summary>
    internal static bool TryRootOf(ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> ack, [NotNullWhen(true)] out byte[]? root)
    {
        root = statementHash.Length == Digest.Length && ack.Length == Length && ack[0] < AcknowledgementTree.Leaves
            ? AcknowledgementTree.RootOf(ack[0], statementHash, ack.Slice(1, AcknowledgementTree.PathLength))
            : null;
        return root is not null;
    }

    /// <summary>The signature in an acknowledgement that is <see cref="Length"/> bytes long.</summary>
    internal static ReadOnlySpan<byte> SignatureOf(ReadOnlySpan<byte> ack) => ack[^SigningKey.SignatureLength..];

    /// <summary>Whether trustee <paramref name="trustee"/> signed this root.</summary>
    internal static bool VerifyRoot(ReadOnlySpan<byte> signingKey, int trustee, ReadOnlySpan<byte> root, ReadOnlySpan<byte> signature) =>
        SigningKey.Verify(signingKey, Message(trustee, root), signature);

    private static byte[] Message(int trustee, ReadOnlySpan<byte> root) =>
        new ByteWriter(64).Bytes(s_label).U8(trustee).Bytes(root).ToArray();
}
