using Chorus.Sealing;

namespace Chorus.Trustee.Keys;

/// <summary>A trustee's own keys for deposits and releases: it signs with one, packets are sealed to the other, which belongs to an epoch.</summary>
public sealed class TrusteeKeys(int index, SigningKey signing, uint epoch, BoxKey packet) : IDisposable
{
    /// <summary>Which of the three, 0 to 2.</summary>
    public int Index { get; } = index;

    /// <summary>Signs acknowledgements, release records, release lists and manifests.</summary>
    public SigningKey Signing { get; } = signing;

    /// <summary>The epoch of <see cref="Packet"/>, from 1.</summary>
    public uint Epoch { get; } = epoch;

    /// <summary>Opens the packets of deposits.</summary>
    public BoxKey Packet { get; } = packet;

    /// <summary>New random keys of the first epoch.</summary>
    public static TrusteeKeys Generate(int index) => new(index, SigningKey.Generate(), 1, BoxKey.Generate());

    public void Dispose()
    {
        Signing.Dispose();
        Packet.Dispose();
    }
}
