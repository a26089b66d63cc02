using Chorus.Sealing;

namespace Chorus.Trustee.Keys;

/// <summary>A trustee's own keys for deposits and releases: it signs with one for good; packets are sealed to others, each of which belongs to an epoch.</summary>
public sealed class TrusteeKeys : IDisposable
{
    internal TrusteeKeys(int index, SigningKey signing, PacketKeyRing packets) => (Index, Signing, Packets) = (index, signing, packets);

    /// <summary>Which of the three, 0 to 2.</summary>
    public int Index { get; }

    /// <summary>Signs acknowledgements, release records, release lists, manifests and lists of packet keys.</summary>
    public SigningKey Signing { get; }

    /// <summary>The epoch of <see cref="Packet"/>, from 1.</summary>
    public uint Epoch => Packets.Current.Epoch;

    /// <summary>Opens the packets of the epoch in use.</summary>
    public BoxKey Packet => Packets.Current.Key;

    /// <summary>The packet keys of all epochs.</summary>
    internal PacketKeyRing Packets { get; }

    /// <summary>New random keys of the first epoch, kept in memory only.</summary>
    public static TrusteeKeys Generate(int index) =>
        new(index, SigningKey.Generate(), new PacketKeyRing(new NoPacketKeyFiles(), [new PacketKey(1, BoxKey.Generate(), null, null)]));

    public void Dispose()
    {
        Signing.Dispose();
        Packets.Dispose();
    }
}
