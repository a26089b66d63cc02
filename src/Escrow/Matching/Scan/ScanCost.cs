using System.Numerics;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// Whether a scan takes less time than a run over all, by the numbers of reports alone, so that the choice says nothing. In whole numbers, so that all three
/// choose alike on whatever machine.
/// </summary>
public static class ScanCost
{
    // Where the two take as long in verified mode, by `chorus bench match --mode verified --new 0,1,2,4,8,12,16` (docs/performance.md): with 8 touched reports at
    // 10^6 rows, with 11 to 13 at 10^5, and with more than a scan takes at 10^4, where a run over all is mostly rounds.
    private const int CostOfTouched = 5;
    private const int CostOfLevel = 2;
    private const int CostOfRounds = 2_300_000;

    /// <summary>Whether to scan for so many touched reports among <paramref name="reports"/>.</summary>
    public static bool IsLess(int reports, int touched)
    {
        var rows = (uint)reports * MatchPart.Slots;
        return (long)CostOfTouched * touched * rows <= ((long)CostOfLevel * rows * BitOperations.Log2(rows)) + CostOfRounds;
    }
}
