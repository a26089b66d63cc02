using System.Numerics;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Whether a scan takes less time than a run over all, by the numbers of reports alone, so that the choice says nothing. In whole numbers, so that all three
/// choose alike on whatever machine.
/// </summary>
public static class ScanCost
{
    // Measured in verified mode by `chorus bench match --mode verified --rows 1000,10000,100000,1000000 --new 0,1,2,4,8,16` (docs/performance.md): a run over
    // N rows takes some 30 ms and 450 ns for each N log2 N, a scan 900 ns, which is twice as long, for each row and touched report.
    private const int ComparisonsOfTouched = 2;
    private const int ComparisonsOfRounds = 66_000;

    /// <summary>Whether to scan for so many touched reports among <paramref name="reports"/>.</summary>
    public static bool IsLess(int reports, int touched)
    {
        var rows = (uint)reports * MatchPart.Slots;
        return (long)ComparisonsOfTouched * touched * rows <= ((long)rows * BitOperations.Log2(rows)) + ComparisonsOfRounds;
    }
}
