using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Storing;

/// <summary>A store that lives as long as its process, for <c>chorus match</c> and tests.</summary>
public sealed class MemoryReportStore : IReportStore
{
    private readonly Dictionary<Handle, List<StoredVersion>> _reports = [];
    private readonly Dictionary<Handle, byte[]> _tombstones = [];
    private readonly List<(Handle Handle, uint Version, StoredRelease Release)> _releases = [];
    private readonly HashSet<Handle> _releasedHandles = [];
    private long _sequence;

    public StoredRun? LastRun { get; private set; }

    public IEnumerable<StoredVersion> ReadAll() => _reports.Values.SelectMany(versions => versions);

    public StoredVersion Read(Handle handle, uint version) =>
        _reports[handle].Find(held => held.Version == version) ?? throw new KeyNotFoundException("no such version");

    public void Add(StoredVersion version)
    {
        if (!_reports.TryGetValue(version.Handle, out var versions))
        {
            _reports.Add(version.Handle, versions = []);
        }

        versions.Add(version);
    }

    public void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        foreach (var (handle, version) in versions)
        {
            _reports[handle].RemoveAll(held => held.Version == version);
        }

        var destroyed = versions.ToHashSet();
        _releases.RemoveAll(release => destroyed.Contains((release.Handle, release.Version)));
    }

    public void Withdraw(Handle handle, byte[] statementHash)
    {
        _tombstones.Add(handle, statementHash);
        _reports.Remove(handle);
        if (_releasedHandles.Remove(handle))
        {
            _releases.RemoveAll(release => release.Handle == handle);
        }
    }

    public Withdrawal WithdrawalOf(Handle handle, byte[] statementHash) =>
        !_tombstones.TryGetValue(handle, out var known) ? Withdrawal.None
        : known.AsSpan().SequenceEqual(statementHash) ? Withdrawal.BySame
        : Withdrawal.ByAnother;

    public void Complete(StoredRun run, IReadOnlyList<NewRelease> releases, IReadOnlyList<(Handle Handle, uint Version)> firstReleased)
    {
        foreach (var release in releases)
        {
            _sequence++;
            _releasedHandles.Add(release.Handle);
            _releases.Add((release.Handle, release.Version, new StoredRelease(_sequence, release.Record, release.Signature)));
        }

        MarkReleased(run.Number, firstReleased);
        LastRun = run;
    }

    public void MarkReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        foreach (var (handle, version) in versions)
        {
            Read(handle, version).ReleasedIn = run;
        }
    }

    public IReadOnlyList<StoredRelease> Releases(long after, int most) =>
        [.. _releases.Select(entry => entry.Release).Where(release => release.Sequence > after).Take(most)];

    public void Dispose() => _reports.Clear();
}
