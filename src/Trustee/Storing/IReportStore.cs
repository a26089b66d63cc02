using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Storing;

/// <summary>A release record as the site fetches it.</summary>
/// <param name="Sequence">Rising from 1, never given twice.</param>
/// <param name="Record">docs/formats/release.md.</param>
/// <param name="Signature">This trustee's, over the record.</param>
public sealed record StoredRelease(long Sequence, byte[] Record, byte[] Signature);

/// <summary>A release record to be stored with the version that it releases.</summary>
public sealed record NewRelease(Handle Handle, uint Version, byte[] Record, byte[] Signature);

/// <summary>A run that all three trustees signed.</summary>
/// <param name="Number">Rising, the same at all three.</param>
/// <param name="Hour">When, by the hour: <c>2026-11-23T21Z</c>.</param>
/// <param name="List">Hash of the list of reports that took part.</param>
public sealed record StoredRun(uint Number, string Hour, byte[] List);

/// <summary>
/// Keeps a trustee's reports. Every method that writes returns only once what it wrote outlives a power cut, and either
/// all of it is written or none. Not thread-safe: <see cref="TrusteeCore"/> calls it under its lock.
/// Two implementations: <see cref="SqliteReportStore"/> for a trustee, <see cref="MemoryReportStore"/> for <c>chorus match</c> and tests.
/// </summary>
public interface IReportStore : IDisposable
{
    /// <summary>Every version that is kept, in no particular order.</summary>
    IEnumerable<StoredVersion> ReadAll();

    /// <summary>
    /// The next of the versions that are kept, some at a time, so that a long list can be read while it changes: what is kept from the first call to the last
    /// comes once, what is added or destroyed meanwhile may come or not. Empty at the end.
    /// </summary>
    /// <param name="place">0 for the beginning; moved on by each call.</param>
    IReadOnlyList<StoredVersion> ReadPiece(ref long place);

    /// <summary>One version that is kept.</summary>
    /// <exception cref="KeyNotFoundException">where there is none.</exception>
    StoredVersion Read(Handle handle, uint version);

    /// <summary>Keeps versions, none of which is kept already, with one write for all.</summary>
    void Add(IReadOnlyList<StoredVersion> versions);

    /// <summary>Destroys versions that a newer one has replaced, with their release records.</summary>
    void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions);

    /// <summary>Destroys everything about a handle and leaves a tombstone that knows the handle when it meets it again.</summary>
    void Withdraw(Handle handle);

    /// <summary>Whether the handle was taken back here.</summary>
    bool IsWithdrawn(Handle handle);

    /// <summary>Keeps a run's outcome: its number, its release records, and which versions it released that were not released before.</summary>
    void Complete(StoredRun run, IReadOnlyList<NewRelease> releases, IReadOnlyList<(Handle Handle, uint Version)> firstReleased);

    /// <summary>Marks versions as released that the two others released in that run, without a record of this trustee's own.</summary>
    void MarkReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions);

    /// <summary>At most <paramref name="most"/> release records with a sequence above <paramref name="after"/>, in order.</summary>
    IReadOnlyList<StoredRelease> Releases(long after, int most);

    /// <summary>The last completed run, or null before the first.</summary>
    StoredRun? LastRun { get; }

    /// <summary>The newest epoch of parts, and how far it is.</summary>
    StoredEpoch Epoch { get; }

    /// <summary>Dates the first epoch, so that a timer has something to count from.</summary>
    void DateFirstEpoch(string hour);

    /// <summary>Keeps new parts of versions that are kept beside their old ones, under keys of their own. Nothing reads them before <see cref="SwitchToFresh"/>.</summary>
    void AddFresh(IReadOnlyList<StoredVersion> versions);

    /// <summary>Notes that the new parts of an epoch are whole and were compared with the neighbours'.</summary>
    void Prepare(uint epoch, byte[] list, string hour);

    /// <summary>Destroys new parts that are not in use, keys included, and forgets the epoch that they were for.</summary>
    /// <exception cref="InvalidOperationException">where they are in use.</exception>
    void DropFresh();

    /// <summary>From here on the prepared parts are those that are read; the old ones are still kept.</summary>
    void SwitchToFresh();

    /// <summary>Every version with new parts, with these.</summary>
    IEnumerable<StoredVersion> ReadFresh();

    /// <summary>
    /// Destroys old parts that new ones in use have replaced, for at most <paramref name="most"/> versions; release records
    /// go over to the new keys. True once none is left: then the epoch is stable.
    /// </summary>
    bool ReplaceOld(int most);

    /// <summary>Takes the epoch of the two others over, for a trustee that replaces a lost one; new parts that were not in use are destroyed.</summary>
    /// <param name="epoch">theirs.</param>
    /// <param name="releasesAbove">release records get sequences above this, so above all that the lost trustee gave out.</param>
    void AdoptEpoch(StoredEpoch epoch, long releasesAbove);
}
