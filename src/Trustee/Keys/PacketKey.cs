using Chorus.Sealing;

namespace Chorus.Trustee.Keys;

/// <summary>A trustee's packet key of one epoch.</summary>
/// <param name="Epoch">from 1.</param>
/// <param name="Key">opens the packets of that epoch.</param>
/// <param name="Circle">the packet keys of all three in that epoch, by trustee; null for a key that no refresh made, which stands in the manifest.</param>
/// <param name="Since">the hour in which this trustee learnt that all three use it; null before that, and for one that no refresh made.</param>
internal sealed record PacketKey(uint Epoch, BoxKey Key, IReadOnlyList<byte[]>? Circle, string? Since);
