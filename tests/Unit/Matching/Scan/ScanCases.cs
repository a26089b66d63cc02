using Chorus.Escrow.Matching.Scan;

namespace Chorus.Tests.Matching.Scan;

/// <summary>A list of sixty reports by as many people, of which some were released before, and one or two that are new.</summary>
internal static class ScanCases
{
    /// <summary>Reports that were there before; the new ones stand behind them.</summary>
    public const int Old = 60;

    /// <summary>
    /// The new reports behind the old ones: 0 and 1 (quorum 2) by person 1, who were released; 2 and 3 (quorum 3) by person 2, who are held; and all
    /// others, who name nobody else.
    /// </summary>
    public static (PlainReport[] Reports, ScanTask Task) With(params PlainReport[] added)
    {
        PlainReport[] reports = [.. Enumerable.Range(0, Old).Select(OldReport), .. added];
        return (reports, new ScanTask([.. Enumerable.Range(Old, added.Length)], [.. reports.Select(report => report.Id < 2)]));
    }

    /// <summary>One report of its own family that names one person, in slot 2; its other slots are padding.</summary>
    public static PlainReport Naming(int id, int quorum, ulong person) =>
        new(id, id, 0, quorum, [1_000_000 + (4 * (ulong)id), 1_000_001 + (4 * (ulong)id), person, 1_000_002 + (4 * (ulong)id)]);

    private static PlainReport OldReport(int id) => id switch
    {
        0 or 1 => Naming(id, 2, 1),
        2 or 3 => Naming(id, 3, 2),
        _ => Naming(id, 3 + (id % 5), 100 + (ulong)id),
    };
}
