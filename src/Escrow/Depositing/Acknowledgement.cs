using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// A trustee's signature that it has checked a statement and its packet and has them on disk. Ed25519 is deterministic,
/// so the same statement sent again gets the same answer.
/// </summary>
public static class Acknowledgement
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/ack");

    /// <summary>The 64-byte acknowledgement of trustee <paramref name="trustee"/> (0 to 2) for a statement's SHA-256.</summary>
    public static byte[] Sign(SigningKey key, int trustee, ReadOnlySpan<byte> statementHash) =>
        key.Sign(Message(trustee, statementHash));

    /// <summary>Whether an acknowledgement is that of trustee <paramref name="trustee"/> for this statement.</summary>
    public static bool Verify(ReadOnlySpan<byte> signingKey, int trustee, ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> ack) =>
        SigningKey.Verify(signingKey, Message(trustee, statementHash), ack);

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

    private static byte[] Message(int trustee, ReadOnlySpan<byte> statementHash) =>
        new ByteWriter(64).Bytes(s_label).U8(trustee).Bytes(statementHash).ToArray();
}
