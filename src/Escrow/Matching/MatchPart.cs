using System.Diagnostics;
using Chorus.Escrow.Depositing;

namespace Chorus.Escrow.Matching;

/// <summary>
/// One of the three XOR parts of a report's quorum code and of its four fingerprints. Each part alone is uniformly
/// random; the quorum code is quorum - 1, and 7 for keep.
/// </summary>
/// <param name="Quorum">0..7.</param>
/// <param name="Slot0">Part of the fingerprint in slot 0.</param>
/// <param name="Slot1">Part of the fingerprint in slot 1.</param>
/// <param name="Slot2">Part of the fingerprint in slot 2.</param>
/// <param name="Slot3">Part of the fingerprint in slot 3.</param>
[DebuggerDisplay("[part]")]
public readonly record struct MatchPart(byte Quorum, ulong Slot0, ulong Slot1, ulong Slot2, ulong Slot3)
{
    /// <summary>Slots of a report.</summary>
    public const int Slots = 4;

    /// <summary>What a match needs of a part: all but its share of the escrow key.</summary>
    public static MatchPart Of(Part part) =>
        new(part.QuorumCode, part.Fingerprint(0), part.Fingerprint(1), part.Fingerprint(2), part.Fingerprint(3));

    /// <summary>Always <c>[part]</c>.</summary>
    public override string ToString() => "[part]";

    internal ulong Slot(int slot) => slot switch { 0 => Slot0, 1 => Slot1, 2 => Slot2, _ => Slot3 };
}
