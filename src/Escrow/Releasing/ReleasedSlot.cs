using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Escrow.Releasing;

/// <summary>One released slot in a trustee's record.</summary>
/// <param name="Slot">0 to 3.</param>
/// <param name="Tag">random, the same for all rows of one group of this run.</param>
/// <param name="SealedFingerprint">this trustee's two parts of the slot's fingerprint, sealed to the recipient, 64 bytes.</param>
public sealed record ReleasedSlot(int Slot, ulong Tag, byte[] SealedFingerprint)
{
    /// <summary>Bytes of a sealed pair of fingerprint parts.</summary>
    public const int SealedLength = TextLength + Hpke.Overhead;

    private const int TextLength = 16;

    private static readonly byte[] s_info = Label.Of("chorus/v1/slot");

    /// <summary>Seals a trustee's two parts of a fingerprint to the recipient: the site, which relays them, learns nothing.</summary>
    /// <param name="recipientKey">the report's recipient, X25519.</param>
    /// <param name="place">the record that the slot will stand in.</param>
    /// <param name="slot">0 to 3.</param>
    /// <param name="tag">the group's tag.</param>
    /// <param name="own">part i of the fingerprint.</param>
    /// <param name="next">part i+1 of the fingerprint.</param>
    public static ReleasedSlot Seal(ReadOnlySpan<byte> recipientKey, ReleasePlace place, int slot, ulong tag, ulong own, ulong next) =>
        Seal(recipientKey, place, slot, tag, own, next, SecureRandom.Fill);

    internal static ReleasedSlot Seal(
        ReadOnlySpan<byte> recipientKey, ReleasePlace place, int slot, ulong tag, ulong own, ulong next, RandomFill random)
    {
        Span<byte> text = stackalloc byte[TextLength];
        BinaryPrimitives.WriteUInt64BigEndian(text, own);
        BinaryPrimitives.WriteUInt64BigEndian(text[8..], next);
        var box = Hpke.Seal(recipientKey, s_info, Aad(place, slot), text, random);
        Digest.Erase(text);
        return new(slot, tag, box);
    }

    internal bool TryOpen(BoxKey recipient, ReleasePlace place, [NotNullWhen(true)] out FingerprintParts? parts)
    {
        parts = null;
        if (!Hpke.TryOpen(recipient, s_info, Aad(place, Slot), SealedFingerprint, out var text) || text.Length != TextLength)
        {
            return false;
        }

        parts = new(BinaryPrimitives.ReadUInt64BigEndian(text), BinaryPrimitives.ReadUInt64BigEndian(text.AsSpan(8)));
        return true;
    }

    private static byte[] Aad(ReleasePlace place, int slot) =>
        new ByteWriter(64)
            .Bytes(place.Deployment)
            .Bytes(place.Run)
            .U8(place.Trustee)
            .Bytes(place.Handle.ToArray())
            .U32(place.Version)
            .U8(slot)
            .ToArray();
}

/// <summary>What a sealed fingerprint is bound to: deployment (16 bytes), run (16), trustee, report and version.</summary>
public sealed record ReleasePlace(byte[] Deployment, byte[] Run, int Trustee, Handle Handle, uint Version);

internal sealed record FingerprintParts(ulong Own, ulong Next);
