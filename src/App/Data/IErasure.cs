namespace Chorus.App.Data;

/// <summary>
/// Makes what was deleted leave the database's files. Deleting alone is not enough: a journal keeps old pages until it
/// is cut. Each kind of database has its own way.
/// </summary>
internal interface IErasure
{
    /// <summary>Call after a transaction that destroyed something. False when readers held the journal; then call again later.</summary>
    Task<bool> EraseAsync(SiteDb db, CancellationToken stop);
}
