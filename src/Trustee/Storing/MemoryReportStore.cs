using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Storing;

/// <summary>A store that lives as long as its process, for <c>chorus match</c> and tests.</summary>
public sealed class MemoryReportStore : IReportStore
{
    private readonly Dictionary<Handle, List<StoredVersion>> _reports = [];
    private readonly HashSet<Handle> _tombstones = [];
    private readonly List<(Handle Handle, uint Version, StoredRelease Release)> _releases = [];
    private readonly HashSet<Handle> _releasedHandles = [];
    private readonly Dictionary<(Handle Handle, uint Version), StoredVersion> _fresh = [];
    private StoredEpoch _stable = StoredEpoch.First;
    private long _sequence;

    public StoredRun? LastRun { get; private set; }

    public StoredEpoch Epoch { get; private set; } = StoredEpoch.First;

    public IEnumerable<StoredVersion> ReadAll() => _reports.Values.SelectMany(versions => versions).Select(InUse);

    /// <summary>All at once: they are in memory anyway.</summary>
    public IReadOnlyList<StoredVersion> ReadPiece(ref long place)
    {
        IReadOnlyList<StoredVersion> all = place == 0 ? [.. ReadAll()] : [];
        place = 1;
        return all;
    }

    public StoredVersion Read(Handle handle, uint version) => InUse(Find(handle, version));

    public void Add(IReadOnlyList<StoredVersion> versions)
    {
        foreach (var version in versions)
        {
            if (!_reports.TryGetValue(version.Handle, out var chain))
            {
                _reports.Add(version.Handle, chain = []);
            }

            chain.Add(version);
        }
    }

    public void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        foreach (var (handle, version) in versions)
        {
            _reports[handle].RemoveAll(held => held.Version == version);
            _fresh.Remove((handle, version));
        }

        var destroyed = versions.ToHashSet();
        _releases.RemoveAll(release => destroyed.Contains((release.Handle, release.Version)));
    }

    public void Withdraw(Handle handle)
    {
        _tombstones.Add(handle);
        if (_reports.Remove(handle, out var versions))
        {
            versions.ForEach(held => _fresh.Remove((handle, held.Version)));
        }

        if (_releasedHandles.Remove(handle))
        {
            _releases.RemoveAll(release => release.Handle == handle);
        }
    }

    public bool IsWithdrawn(Handle handle) => _tombstones.Contains(handle);

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
            Find(handle, version).ReleasedIn = run;
        }
    }

    public IReadOnlyList<StoredRelease> Releases(long after, int most) =>
        [.. _releases.Select(entry => entry.Release).Where(release => release.Sequence > after).Take(most)];

    public void DateFirstEpoch(string hour)
    {
        if (Epoch is { Number: 1, Hour: "" })
        {
            Epoch = _stable = Epoch with { Hour = hour };
        }
    }

    public void AddFresh(IReadOnlyList<StoredVersion> versions)
    {
        foreach (var version in versions)
        {
            _fresh.Add((version.Handle, version.Version), version);
        }
    }

    public void Prepare(uint epoch, byte[] list, string hour) => Epoch = new StoredEpoch(epoch, EpochPhase.Prepared, list, hour);

    public void DropFresh()
    {
        if (Epoch.Phase == EpochPhase.Switched)
        {
            throw new InvalidOperationException("the new parts are in use");
        }

        _fresh.Clear();
        Epoch = _stable;
    }

    public void SwitchToFresh() => Epoch = Epoch with { Phase = EpochPhase.Switched };

    public IEnumerable<StoredVersion> ReadFresh() => _fresh.Values;

    public bool ReplaceOld(int most)
    {
        foreach (var (name, fresh) in _fresh.Take(most).ToList())
        {
            var versions = _reports[name.Handle];
            var old = versions.FindIndex(held => held.Version == name.Version);
            fresh.ReleasedIn = versions[old].ReleasedIn;
            versions[old] = fresh;
            _fresh.Remove(name);
        }

        if (_fresh.Count > 0)
        {
            return false;
        }

        Epoch = _stable = Epoch with { Phase = EpochPhase.Stable };
        return true;
    }

    public void AdoptEpoch(StoredEpoch epoch, long releasesAbove)
    {
        _sequence = Math.Max(_sequence, releasesAbove);
        _fresh.Clear();
        Epoch = _stable = epoch;
    }

    public void Dispose() => _reports.Clear();

    private StoredVersion Find(Handle handle, uint version) =>
        _reports[handle].Find(held => held.Version == version) ?? throw new KeyNotFoundException("no such version");

    private StoredVersion InUse(StoredVersion held)
    {
        if (Epoch.Phase != EpochPhase.Switched || !_fresh.TryGetValue((held.Handle, held.Version), out var fresh))
        {
            return held;
        }

        fresh.ReleasedIn = held.ReleasedIn;
        return fresh;
    }
}
