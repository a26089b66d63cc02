using System.Buffers.Binary;
using System.Text;
using Chorus.Sealing;

namespace Chorus.Escrow.Identifiers;

/// <summary>The 64 bits that stand for an identifier in a packet (docs/formats/identifiers.md).</summary>
public static class Fingerprint
{
    private static readonly byte[] Prefix = Label.Of("chorus/v1/fingerprint");

    /// <summary>
    /// The first 8 bytes of HMAC-SHA256 under the deployment's public salt. The salt keeps two deployments from being compared;
    /// it hides nothing, since whoever holds a fingerprint can try phone numbers: the shares hide it.
    /// </summary>
    public static ulong Of(ReadOnlySpan<byte> salt, IdentifierKind kind, string canonical)
    {
        byte[] data = [.. Prefix, .. Encoding.UTF8.GetBytes($"{kind.Word()}:{canonical}")];
        return BinaryPrimitives.ReadUInt64BigEndian(Digest.HmacSha256(salt, data));
    }
}
