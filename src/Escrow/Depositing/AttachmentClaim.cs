using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>What the receipt signs to say that files belong to a version of a report (docs/formats/attachment.md).</summary>
public static class AttachmentClaim
{
    /// <summary>The bytes that are signed.</summary>
    /// <param name="statement">the version's statement, 411 bytes.</param>
    /// <param name="files">id and digest of each, at most 20.</param>
    public static byte[] Signed(ReadOnlySpan<byte> statement, IReadOnlyList<(byte[] Id, byte[] Digest)> files)
    {
        var bytes = new ByteWriter(64 + (files.Count * 48)).Label("chorus/v1/attachment-claim").Bytes(Digest.Sha256(statement)).U8(files.Count);
        foreach (var (id, digest) in files)
        {
            bytes.Bytes(id).Bytes(digest);
        }

        return bytes.ToArray();
    }
}
