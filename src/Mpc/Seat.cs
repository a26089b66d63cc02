using Chorus.Mpc.Links;

namespace Chorus.Mpc;

/// <summary>
/// A trustee's place in a run: its index 0..2, its links to trustee index+1 and index-1 (mod 3), and the 32-byte
/// keys that it shares with each of them. The caller owns links and keys; a session copies what it needs.
/// </summary>
public sealed record Seat(int Party, ILink Next, ILink Previous, ReadOnlyMemory<byte> KeyWithNext, ReadOnlyMemory<byte> KeyWithPrevious)
{
    /// <summary>Bytes of a pairwise key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The trustee after this one.</summary>
    public int NextParty => (Party + 1) % 3;

    /// <summary>The trustee before this one.</summary>
    public int PreviousParty => (Party + 2) % 3;

    /// <summary>Never prints keys.</summary>
    public override string ToString() => $"trustee {Party}";
}
