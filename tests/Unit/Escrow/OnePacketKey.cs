using Chorus.Sealing;

namespace Chorus.Unit.Tests.Escrow;

/// <summary>The packet keys of a trustee that has had one only.</summary>
internal static class OnePacketKey
{
    /// <summary>Opens packets of <paramref name="epoch"/> with <paramref name="key"/>, and those of no other.</summary>
    internal static Func<uint, BoxKey?> Of(uint epoch, BoxKey key) => asked => asked == epoch ? key : null;
}
