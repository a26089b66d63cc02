using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// c_j = SHA-256(label, j, handle, version, part j). It binds by SHA-256's collision resistance and hides because each
/// part ends in 128 random bits that never leave its two holders; both holders of a part compare it with the same signed value, so a lie shows whose it is.
/// </summary>
public static class PartCommitment
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/part");

    /// <summary>The 32-byte commitment to part <paramref name="index"/> (0 to 2).</summary>
    public static byte[] Of(int index, Handle handle, uint version, Part part)
    {
        var input = new ByteWriter(128).Bytes(s_label).U8(index).Bytes(handle.ToArray()).U32(version).Bytes(part.Bytes);
        return Digest.Sha256(input.Written);
    }
}
