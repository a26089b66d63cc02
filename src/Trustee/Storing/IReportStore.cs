using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Storing;

/// <summary>What a trustee knows of a handle that was taken back.</summary>
public enum Withdrawal
{
    /// <summary>Nothing: the handle was never withdrawn here.</summary>
    None,

    /// <summary>It was withdrawn by this very statement.</summary>
    BySame,

    /// <summary>It was withdrawn by another statement.</summary>
    ByAnother,
}

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

    /// <summary>One version that is kept.</summary>
    /// <exception cref="KeyNotFoundException">where there is none.</exception>
    StoredVersion Read(Handle handle, uint version);

    /// <summary>Keeps a version.</summary>
    void Add(StoredVersion version);

    /// <summary>Destroys versions that a newer one has replaced, with their release records.</summary>
    void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions);

    /// <summary>Destroys everything about a handle and leaves a tombstone that knows the handle and the statement when it meets them again.</summary>
    void Withdraw(Handle handle, byte[] statementHash);

    /// <summary>What the tombstones know of a handle and a statement.</summary>
    Withdrawal WithdrawalOf(Handle handle, byte[] statementHash);

    /// <summary>Keeps a run's outcome: its number, its release records, and which versions it released for the first time.</summary>
    void Complete(StoredRun run, IReadOnlyList<NewRelease> releases, IReadOnlyList<(Handle Handle, uint Version)> firstReleased);

    /// <summary>Marks versions as released that the two others have released, without a record of this trustee's own.</summary>
    void MarkReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions);

    /// <summary>At most <paramref name="most"/> release records with a sequence above <paramref name="after"/>, in order.</summary>
    IReadOnlyList<StoredRelease> Releases(long after, int most);

    /// <summary>The last completed run, or null before the first.</summary>
    StoredRun? LastRun { get; }
}
