using Chorus.App.Data;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>Withdrawn handles, kept as hashes.</summary>
internal static class Tombstones
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/site-tombstone");

    public static Tombstone Of(byte[] deployment, byte[] handle) => new() { HandleHash = Digest.Sha256(s_label, deployment, handle) };

    public static Task<bool> HasTombstoneAsync(this SiteDb db, byte[] deployment, byte[] handle, CancellationToken stop)
    {
        var hash = Of(deployment, handle).HandleHash;
        return db.Tombstones.AnyAsync(t => t.HandleHash == hash, stop);
    }
}
