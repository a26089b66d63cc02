using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// How the vectors of a scan lie. Each row of a touched report is a lane; a vector has a bit for each report and lane, the bit of report r and lane l in
/// word (r / 64) * lanes + l at position r % 64. So what concerns all lanes is done for all at once.
/// </summary>
internal sealed class ScanShape(int reports, IReadOnlyList<int> touched)
{
    /// <summary>Reports of the list.</summary>
    public int Reports => reports;

    /// <summary>Rows that are compared with all.</summary>
    public int Lanes { get; } = touched.Count * MatchPart.Slots;

    /// <summary>Words that hold a bit for each report.</summary>
    public int Words { get; } = PackedBits.Words(reports);

    /// <summary>Words of a vector.</summary>
    public int Length => Words * Lanes;

    /// <summary>Whose row a lane is, and of which slot.</summary>
    public (int Report, int Slot) RowOf(int lane) => (touched[lane / MatchPart.Slots], lane % MatchPart.Slots);

    /// <summary>The bit of a report and lane.</summary>
    public (ulong Own, ulong Next) Bit(Share vector, int report, int lane)
    {
        var word = ((report >> 6) * Lanes) + lane;
        return ((vector.Own[word] >> (report & 63)) & 1, (vector.Next[word] >> (report & 63)) & 1);
    }

    /// <summary>Adds a bit to a share of one word.</summary>
    public static void Put((ulong Own, ulong Next) bit, Share word, int position)
    {
        word.Own[0] ^= bit.Own << position;
        word.Next[0] ^= bit.Next << position;
    }
}
