using System.Buffers.Binary;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// What one trustee gets of one version: parts i and i+1, sealed to its packet key of the current epoch and bound to
/// everything that says where they belong (docs/formats/deposit.md, "Packets").
/// </summary>
public static class Packet
{
    /// <summary>Bytes of a packet.</summary>
    public const int Length = 6 + Hpke.Overhead + TextLength;

    private const int TextLength = 1 + (2 * Part.Length);
    private const byte Version = 1;
    private const byte Suite = 1;

    private static readonly byte[] s_info = Label.Of("chorus/v1/packet");

    /// <summary>Seals the packet of trustee <paramref name="trustee"/> for the statement's report and version.</summary>
    /// <param name="packetKey">the trustee's X25519 key of <paramref name="epoch"/>.</param>
    /// <param name="trustee">0 to 2.</param>
    /// <param name="epoch">the trustee's current epoch.</param>
    /// <param name="place">where the packet belongs.</param>
    /// <param name="own">part <paramref name="trustee"/>.</param>
    /// <param name="next">part <paramref name="trustee"/> + 1 modulo 3.</param>
    public static byte[] Seal(ReadOnlySpan<byte> packetKey, int trustee, uint epoch, PacketPlace place, Part own, Part next) =>
        Seal(packetKey, trustee, epoch, place, own, next, SecureRandom.Fill);

    /// <summary>The epoch that a packet was sealed for.</summary>
    /// <exception cref="SealingException">another length, version or suite.</exception>
    public static uint EpochOf(ReadOnlySpan<byte> packet)
    {
        if (packet.Length != Length)
        {
            throw new SealingException(SealingFault.Malformed, $"a packet has {Length} bytes, not {packet.Length}");
        }

        if (packet[0] != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, $"packet version {packet[0]} is unknown here");
        }

        return packet[1] == Suite
            ? BinaryPrimitives.ReadUInt32BigEndian(packet[2..])
            : throw new SealingException(SealingFault.UnknownSuite, $"packet suite {packet[1]} is unknown here");
    }

    /// <summary>Opens a packet.</summary>
    /// <exception cref="SealingException">it was changed, or made for another trustee, epoch, report, version or manifest.</exception>
    public static OpenedPacket Open(BoxKey packetKey, int trustee, PacketPlace place, ReadOnlySpan<byte> packet)
    {
        var epoch = EpochOf(packet);
        var text = Hpke.Open(packetKey, s_info, Aad(trustee, epoch, place), packet[6..]);
        try
        {
            if (text[0] != Version)
            {
                throw new SealingException(SealingFault.UnknownVersion, "the text inside the packet has an unknown version");
            }

            return new(Part.Decode(text.AsSpan(1, Part.Length)), Part.Decode(text.AsSpan(1 + Part.Length)));
        }
        catch (MalformedException e)
        {
            throw new SealingException(SealingFault.Malformed, e.Message);
        }
        finally
        {
            Digest.Erase(text);
        }
    }

    internal static byte[] Seal(
        ReadOnlySpan<byte> packetKey, int trustee, uint epoch, PacketPlace place, Part own, Part next, RandomFill random)
    {
        Span<byte> text = stackalloc byte[TextLength];
        text[0] = Version;
        own.Bytes.CopyTo(text[1..]);
        next.Bytes.CopyTo(text[(1 + Part.Length)..]);
        var packet = SealText(packetKey, trustee, epoch, place, text, random);
        Digest.Erase(text);
        return packet;
    }

    /// <summary>Seals any text, for packets that a reader must refuse.</summary>
    internal static byte[] SealText(
        ReadOnlySpan<byte> packetKey, int trustee, uint epoch, PacketPlace place, ReadOnlySpan<byte> text, RandomFill random)
    {
        var box = Hpke.Seal(packetKey, s_info, Aad(trustee, epoch, place), text, random);
        return new ByteWriter(6 + box.Length).U8(Version).U8(Suite).U32(epoch).Bytes(box).ToArray();
    }

    private static byte[] Aad(int trustee, uint epoch, PacketPlace place) =>
        new ByteWriter(128)
            .Bytes(place.Deployment)
            .U8(trustee)
            .U32(epoch)
            .Bytes(place.Handle.ToArray())
            .U32(place.Version)
            .U8(Statement.FamilyDepositor)
            .Bytes(place.Depositor)
            .Bytes(place.ManifestHash)
            .ToArray();
}

/// <summary>Where a packet belongs: deployment (16 bytes), report, version, family (32) and manifest hash (32).</summary>
public sealed record PacketPlace(byte[] Deployment, Handle Handle, uint Version, byte[] Depositor, byte[] ManifestHash)
{
    /// <summary>The place that a statement gives its packets.</summary>
    public static PacketPlace Of(Statement statement) =>
        new(statement.Deployment, statement.Handle, statement.Version, statement.Depositor, statement.ManifestHash);
}

/// <summary>The two parts of trustee i.</summary>
/// <param name="Own">part i.</param>
/// <param name="Next">part i+1 modulo 3.</param>
public sealed record OpenedPacket(Part Own, Part Next);
