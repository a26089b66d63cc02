using Chorus.App.Data;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Withdrawn handles and the ids of the files of withdrawn reports, kept as hashes under labels of their own. A file has one whether its report
/// was held or released, so that what is answered about its id is the same.
/// </summary>
internal static class Tombstones
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/site-tombstone");
    private static readonly byte[] s_fileLabel = Label.Of("chorus/v1/site-file-tombstone");

    public static Tombstone Of(byte[] deployment, byte[] handle) => new() { HandleHash = Digest.Sha256(s_label, deployment, handle) };

    public static Task<bool> HasTombstoneAsync(this SiteDb db, byte[] deployment, byte[] handle, CancellationToken stop)
    {
        var hash = Of(deployment, handle).HandleHash;
        return db.Tombstones.AnyAsync(t => t.HandleHash == hash, stop);
    }

    public static Tombstone OfFile(byte[] deployment, byte[] id) => new() { HandleHash = Digest.Sha256(s_fileLabel, deployment, id) };

    public static Task<bool> HasFileTombstoneAsync(this SiteDb db, byte[] deployment, byte[] id, CancellationToken stop)
    {
        var hash = OfFile(deployment, id).HandleHash;
        return db.Tombstones.AnyAsync(t => t.HandleHash == hash, stop);
    }
}
