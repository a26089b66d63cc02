using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>For each of the other trustees, the reports of which something was so in the last run, and for how many runs in a row. Not for several threads.</summary>
internal sealed class RunsInARow
{
    private readonly Dictionary<int, Dictionary<Handle, int>> _runs = [];

    /// <summary>Of which reports it is so in this run; of all others it no longer is.</summary>
    internal void Note(int peer, IEnumerable<Handle> handles)
    {
        var before = _runs.GetValueOrDefault(peer);
        _runs[peer] = handles.ToDictionary(handle => handle, handle => (before?.GetValueOrDefault(handle) ?? 0) + 1);
    }

    /// <summary>By trustee, of how many reports any of these is so, and the most runs in a row; nothing for a trustee without one.</summary>
    internal static IReadOnlyList<PeerCount> Count(params IEnumerable<RunsInARow> counts) =>
        [.. counts.SelectMany(count => count._runs).Where(peer => peer.Value.Count > 0).GroupBy(peer => peer.Key, peer => peer.Value).OrderBy(peer => peer.Key)
            .Select(peer => new PeerCount(peer.Key, peer.SelectMany(reports => reports.Keys).Distinct().Count(), peer.Max(reports => reports.Values.Max())))];
}
