using Chorus.App.Data;
using Chorus.App.Jobs;

namespace Chorus.App.Features.Circles;

/// <summary>Cuts what was deleted of a circle out of the database's files, whether or not the one who ended it still waits for the answer.</summary>
internal static class CircleEnd
{
    /// <summary>Where a reader holds the journal now, the site goes on trying.</summary>
    public static async Task CutAsync(SiteDb db, IErasure erasure, PacketErasure later)
    {
        if (!await erasure.EraseAsync(db, CancellationToken.None))
        {
            later.Ask();
        }
    }
}
