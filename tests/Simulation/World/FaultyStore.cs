using Chorus.Escrow.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests.World;

/// <summary>What a store says is done and did not do.</summary>
internal enum StoreLie
{
    None,

    /// <summary>It says nothing of a full disk.</summary>
    HidesFullDisk,

    /// <summary>It keeps what is withdrawn.</summary>
    KeepsWithdrawn,

    /// <summary>It keeps the new parts of a refresh that was given up.</summary>
    KeepsFresh,

    /// <summary>It loses what a run released.</summary>
    LosesReleases,
}

/// <summary>A store that fails at one write, once: before it is done, as with a full disk, or right after, as where the process is killed.</summary>
internal sealed class FaultyStore(IReportStore inner) : IReportStore
{
    private int? _left;
    private bool _after;

    /// <summary>Writes since <see cref="FailAt"/>, or since the beginning.</summary>
    internal int Writes { get; private set; }

    /// <summary>Whether a write has failed since <see cref="FailAt"/>.</summary>
    internal bool Failed { get; private set; }

    /// <summary>For tests that try whether it is found out.</summary>
    internal StoreLie Lie { get; set; }

    public StoredRun? LastRun => inner.LastRun;

    public StoredEpoch Epoch => inner.Epoch;

    /// <summary>Lets the write fail that comes after <paramref name="writes"/> others.</summary>
    internal void FailAt(int writes, bool after) => (_left, _after, Writes, Failed) = (writes, after, 0, false);

    /// <summary>Lets all writes be done.</summary>
    internal void Heal() => _left = null;

    public IEnumerable<StoredVersion> ReadAll() => inner.ReadAll();

    public IReadOnlyList<StoredVersion> ReadPiece(ref long place) => inner.ReadPiece(ref place);

    public StoredVersion Read(Handle handle, uint version) => inner.Read(handle, version);

    public IEnumerable<StoredVersion> ReadFresh() => inner.ReadFresh();

    public bool IsWithdrawn(Handle handle) => inner.IsWithdrawn(handle);

    public IReadOnlyList<StoredRelease> Releases(long after, int most) => inner.Releases(after, most);

    public void Add(IReadOnlyList<StoredVersion> versions) => Write(() => inner.Add(versions));

    public void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions) => Write(() => inner.Destroy(versions));

    public void Withdraw(Handle handle) => Write(() => inner.Withdraw(handle), StoreLie.KeepsWithdrawn);

    public void Complete(StoredRun run, IReadOnlyList<NewRelease> releases, IReadOnlyList<(Handle Handle, uint Version)> firstReleased) =>
        Write(() => inner.Complete(run, Lie == StoreLie.LosesReleases ? [] : releases, firstReleased));

    public void MarkReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions) => Write(() => inner.MarkReleased(run, versions));

    public void DateFirstEpoch(string hour) => inner.DateFirstEpoch(hour);

    public void AddFresh(IReadOnlyList<StoredVersion> versions) => Write(() => inner.AddFresh(versions));

    public void Prepare(uint epoch, byte[] list, string hour) => Write(() => inner.Prepare(epoch, list, hour));

    public void DropFresh() => Write(inner.DropFresh, StoreLie.KeepsFresh);

    public void SwitchToFresh() => Write(inner.SwitchToFresh);

    public bool ReplaceOld(int most)
    {
        var done = false;
        Write(() => done = inner.ReplaceOld(most));
        return done;
    }

    public void AdoptEpoch(StoredEpoch epoch, long releasesAbove) => Write(() => inner.AdoptEpoch(epoch, releasesAbove));

    public void Dispose() => inner.Dispose();

    private void Write(Action write, StoreLie instead = StoreLie.HidesFullDisk)
    {
        Writes++;
        var fails = _left is 0;
        _left = fails ? null : _left - 1;
        Failed |= fails;
        if (Lie != StoreLie.None && Lie == instead && (fails || Lie != StoreLie.HidesFullDisk))
        {
            return;
        }

        if (fails && !_after)
        {
            throw new IOException("The disk is full.");
        }

        write();
        if (fails)
        {
            throw new IOException("The process was killed.");
        }
    }
}
