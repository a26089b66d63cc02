using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>What another trustee left out of the last run.</summary>
/// <param name="Trustee">the other trustee, 0 to 2.</param>
/// <param name="Reports">reports that this trustee holds, and that the other did not list in their newest version or named as withdrawn.</param>
/// <param name="Runs">for how many runs in a row, the longest of them.</param>
public sealed record PeerLack(int Trustee, int Reports, int Runs);

/// <summary>
/// Counts, for each of the two others, the reports that it leaves out: of its list, or by naming them as withdrawn in a run although this trustee still holds
/// them at its end. A deposit or withdrawal under way is lacking for a run or two; one that stays lacking was never completed, or is being held back by a
/// trustee that acknowledged it. A claim of a withdrawal is taken without proof, so this is where a false one shows.
/// In memory only: counting begins anew with the process. Not for several threads.
/// </summary>
internal sealed class LackingReports
{
    private readonly Dictionary<int, Dictionary<Handle, int>> _runs = [];
    private readonly Dictionary<int, Dictionary<Handle, int>> _named = [];

    /// <summary>By trustee; nothing for one that lacks nothing.</summary>
    internal IReadOnlyList<PeerLack> All =>
        [.. _runs.Concat(_named).Where(peer => peer.Value.Count > 0).GroupBy(peer => peer.Key, peer => peer.Value).OrderBy(peer => peer.Key)
            .Select(peer => new PeerLack(peer.Key, peer.SelectMany(reports => reports.Keys).Distinct().Count(), peer.Max(reports => reports.Values.Max())))];

    /// <summary>Notes what a trustee named as withdrawn in a run, and this one still holds at its end.</summary>
    internal void NoteNamed(int peer, IEnumerable<Handle> handles)
    {
        var before = _named.GetValueOrDefault(peer);
        _named[peer] = handles.Distinct().ToDictionary(handle => handle, handle => (before?.GetValueOrDefault(handle) ?? 0) + 1);
    }

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
