using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>What another trustee's list of the last run was short of.</summary>
/// <param name="Trustee">the other trustee, 0 to 2.</param>
/// <param name="Reports">reports that this trustee holds and the other did not list in their newest version.</param>
/// <param name="Runs">for how many runs in a row, the longest of them.</param>
public sealed record PeerLack(int Trustee, int Reports, int Runs);

/// <summary>
/// Counts, for each of the two others, the reports that it leaves out of its list. A deposit under way is lacking for a
/// run or two; one that stays lacking was never completed, or is being held back by a trustee that acknowledged it.
/// In memory only: counting begins anew with the process. Not for several threads.
/// </summary>
internal sealed class LackingReports
{
    private readonly Dictionary<int, Dictionary<Handle, int>> _runs = [];

    /// <summary>By trustee; nothing for one that lacks nothing.</summary>
    internal IReadOnlyList<PeerLack> All =>
        [.. _runs.Where(peer => peer.Value.Count > 0).OrderBy(peer => peer.Key).Select(peer => new PeerLack(peer.Key, peer.Value.Count, peer.Value.Values.Max()))];

    /// <summary>Compares what a trustee listed with what this one holds.</summary>
    internal void Note(int peer, ReportList own, ReportList theirs)
    {
        var before = _runs.GetValueOrDefault(peer);
        var lacking = new Dictionary<Handle, int>();
        var reports = own.Read();
        var others = theirs.Read();
        while (reports.MoveNext())
        {
            if (!others.MoveTo(reports.Handle) || others.Same(reports[reports.Versions - 1]) is null)
            {
                lacking.Add(reports.Handle, (before?.GetValueOrDefault(reports.Handle) ?? 0) + 1);
            }
        }

        _runs[peer] = lacking;
    }
}
